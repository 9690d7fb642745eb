/* SPDX-License-Identifier: GPL-2.0-only */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/highmem.h>
#include <linux/ioport.h>
#include <linux/kthread.h>
#include <linux/memblock.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <asm/pgtable.h>
#include <asm/sections.h>

#include "sim.h"

#define WINDOW_BYTES 0x40000000UL
#define LOG_BYTES    65536

int memfd_create(const char *name, unsigned int flags);

/* What setup_arch() sets. */
unsigned long max_pfn, max_low_pfn, min_low_pfn, highstart_pfn, highend_pfn;

int sim_cpu;
unsigned int sim_warnings, sim_bad_pages, sim_wakeups, sim_flushes_everywhere;
char sim_log[LOG_BYTES];
void (*sim_other_tasks)(void);

unsigned long sim_eflags = X86_EFLAGS_IF;
struct task_struct init_task = {
    .comm = "test", .static_prio = DEFAULT_PRIO, .tasks = LIST_HEAD_INIT(init_task.tasks)};
volatile unsigned long jiffies = 1;
unsigned long __per_cpu_offset[NR_CPUS];
cpumask_t __cpu_possible_mask = {{3}}, __cpu_online_mask = {{3}};
unsigned int nr_cpu_ids = SIM_CPUS;
enum system_states system_state = SYSTEM_RUNNING;
struct resource iomem_resource;

static int memory_fd = -1;
static unsigned long ram_size;
static u8 *all_memory;
static char *percpu_copies[SIM_CPUS];
static u32 random_state = 1;

/* There must be one, or the section's bounds would not exist. */
static DEFINE_PER_CPU(long, percpu_anchor) __used;

/* ---- memory ---- */

u8 *sim_phys(unsigned long pa)
{
	return all_memory + pa;
}

/* The walk a CPU does. True: *pfn and *writable. */
static bool walk(unsigned long addr, unsigned long *pfn, bool *writable)
{
	pte_t *pte = pte_lookup_kernel(addr);

	if (!pte || !pte_present(*pte))
		return false;
	*pfn = pte_pfn(*pte);
	*writable = pte_val(*pte) & _PAGE_RW;
	return true;
}

static bool fill_tlb(unsigned long addr)
{
	unsigned long page = addr & PAGE_MASK, pfn;
	bool writable;

	if (addr < (unsigned long)high_memory || addr >= PAGE_OFFSET + WINDOW_BYTES ||
	    !walk(addr, &pfn, &writable) || pfn << PAGE_SHIFT >= ram_size)
		return false;
	return mmap((void *)page, PAGE_SIZE, PROT_READ | (writable ? PROT_WRITE : 0),
		    MAP_SHARED | MAP_FIXED, memory_fd, pfn << PAGE_SHIFT) != MAP_FAILED;
}

void sim_tlb_forget(unsigned long start, unsigned long end)
{
	if (start < (unsigned long)high_memory)
		start = (unsigned long)high_memory;
	if (start < end)
		mmap((void *)start, end - start, PROT_NONE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
}

static sigjmp_buf *probe;

static void on_fault(int sig, siginfo_t *info, void *context)
{
	if (fill_tlb((unsigned long)info->si_addr))
		return;
	if (probe)
		siglongjmp(*probe, 1);
	fprintf(stderr, "wild access to %p\n%s", info->si_addr, sim_log);
	signal(sig, SIG_DFL);
}

bool sim_faults(const volatile void *addr)
{
	sigjmp_buf here;

	if (sigsetjmp(here, 1)) {
		probe = NULL;
		return true;
	}
	probe = &here;
	(void)*(const volatile u8 *)addr;
	probe = NULL;
	return false;
}

static void catch_faults(void)
{
	struct sigaction act = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_NODEFER};

	sigaction(SIGSEGV, &act, NULL);
	sigaction(SIGBUS, &act, NULL);
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	abort();
}

static void make_memory(unsigned long lowmem_bytes)
{
	memory_fd = memfd_create("ram", 0);
	must(memory_fd >= 0 && !ftruncate(memory_fd, ram_size), "memfd");
	all_memory = mmap(NULL, ram_size, PROT_READ | PROT_WRITE, MAP_SHARED, memory_fd, 0);
	must(all_memory != MAP_FAILED, "mmap of all memory");
	must(mmap((void *)PAGE_OFFSET, WINDOW_BYTES, PROT_NONE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1,
		  0) == (void *)PAGE_OFFSET,
	     "mmap of the window");
	must(mmap((void *)PAGE_OFFSET, lowmem_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
		  memory_fd, 0) != MAP_FAILED,
	     "mmap of lowmem");
	/* recycled memory is not clean memory */
	memset(all_memory, 0x5a, ram_size < 64 << 20 ? ram_size : 64 << 20);
}

static void make_percpu_areas(void)
{
	size_t bytes = __per_cpu_end - __per_cpu_start;
	unsigned int cpu;
	char *copy;

	for (cpu = 0; cpu < SIM_CPUS; cpu++) {
		copy = aligned_alloc(PAGE_SIZE, PAGE_ALIGN(bytes + PERCPU_DYNAMIC_BYTES));
		memset(copy, 0x5a, bytes + PERCPU_DYNAMIC_BYTES);
		memcpy(copy, __per_cpu_start, bytes);
		percpu_copies[cpu] = copy;
		__per_cpu_offset[cpu] = copy - __per_cpu_start;
	}
}

/* As head.S leaves it: 896 MiB in large pages, whatever there is. */
static void boot_page_directory(void)
{
	unsigned int i;

	memset(swapper_pg_dir, 0, PAGE_SIZE);
	for (i = 0; i < 896 / 4; i++)
		swapper_pg_dir[pgd_index(PAGE_OFFSET) + i] =
		    __pgd((i << PGDIR_SHIFT) | _PAGE_PRESENT | _PAGE_RW | _PAGE_PSE);
}

void sim_boot_memblock(unsigned long ram_bytes, unsigned long lowmem_bytes)
{
	ram_size = ram_bytes;
	max_pfn = ram_bytes >> PAGE_SHIFT;
	max_low_pfn = lowmem_bytes >> PAGE_SHIFT;
	highstart_pfn = max_low_pfn;
	highend_pfn = max_pfn;
	catch_faults();
	make_memory(lowmem_bytes);
	make_percpu_areas();
	boot_page_directory();
	memblock_add(0x1000, 0x9f000 - 0x1000);
	memblock_add(0x100000, ram_bytes - 0x100000);
	memblock_reserve(__pa(_text), _end - _text);
}

void sim_boot(unsigned long ram_bytes, unsigned long lowmem_bytes)
{
	sim_boot_memblock(ram_bytes, lowmem_bytes);
	paging_init();
	mem_init();
	kmem_cache_init();
	vmalloc_init();
}

/* ---- what the rest of the kernel would do ---- */

static jmp_buf *bug_trap;

void sim_bug(const char *file, int line)
{
	if (bug_trap)
		longjmp(*bug_trap, 1);
	fprintf(stderr, "BUG at %s:%d\n%s", file, line, sim_log);
	abort();
}

bool sim_bugs(void (*fn)(void))
{
	jmp_buf here;
	bool bug = setjmp(here);

	bug_trap = &here;
	if (!bug)
		fn();
	bug_trap = NULL;
	return bug;
}

static void log_text(const char *fmt, va_list args)
{
	size_t len = strlen(sim_log);

	if (len > LOG_BYTES / 2) {
		memmove(sim_log, sim_log + LOG_BYTES / 4, len - LOG_BYTES / 4 + 1);
		len -= LOG_BYTES / 4;
	}
	vsnprintf(sim_log + len, LOG_BYTES - len, fmt, args);
	if (strstr(sim_log + len, "Bad page state") || strstr(sim_log + len, "is left as it is"))
		sim_bad_pages++;
}

int printk(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	log_text(fmt, args);
	va_end(args);
	return 0;
}

void misuse_told(const char *owner, unsigned long code, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	log_text(fmt, args);
	va_end(args);
}

void misuse_of_caller(const char *text)
{
}

bool printk_ratelimit(void)
{
	return true;
}

void panic(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	log_text(fmt, args);
	va_end(args);
	sim_bug("panic", 0);
}

void warn_slowpath_fmt(const char *file, int line, const char *fmt, ...)
{
	va_list args;

	sim_warnings++;
	if (!fmt)
		return;
	va_start(args, fmt);
	log_text(fmt, args);
	va_end(args);
}

void dump_stack(void)
{
}

const char *print_tainted(void)
{
	return "Not tainted";
}

void add_taint(unsigned int flag, enum lockdep_ok ok)
{
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len < (int)size ? len : (int)size - 1;
}

ssize_t strscpy(char *dest, const char *src, size_t size)
{
	size_t len = strnlen(src, size - 1);

	memcpy(dest, src, len);
	dest[len] = '\0';
	return src[len] ? -E2BIG : (ssize_t)len;
}

char *skip_spaces(const char *s)
{
	return (char *)s + strspn(s, " \t\n\v\f\r");
}

void *memchr_inv(const void *s, int c, size_t n)
{
	const u8 *at = s;

	for (; n && *at == (u8)c; n--)
		at++;
	return n ? (void *)at : NULL;
}

void __might_sleep(const char *file, int line)
{
	if (irqs_disabled() || preempt_count())
		sim_warnings++;
}

rwlock_t tasklist_lock = __RW_LOCK_UNLOCKED(tasklist_lock);

void mutex_lock(struct mutex *lock)
{
	if (!mutex_trylock(lock))
		sim_bug("mutex held", 0);
}

int mutex_trylock(struct mutex *lock)
{
	return atomic_cmpxchg(&lock->count, 1, 0) == 1;
}

void mutex_unlock(struct mutex *lock)
{
	atomic_set(&lock->count, 1);
}

/* Grace periods end when somebody waits for them. */
static struct rcu_head *rcu_waiting;

void call_rcu(struct rcu_head *head, rcu_callback_t func)
{
	head->func = (void *)func;
	head->next = rcu_waiting;
	rcu_waiting = head;
}

void rcu_barrier(void)
{
	struct rcu_head *head;

	while ((head = rcu_waiting)) {
		rcu_waiting = head->next;
		head->func(head);
	}
}

/* One after the other. */
void on_each_cpu_plain(void (*fn)(void *info), void *info)
{
	int self = sim_cpu, cpu;
	unsigned long flags = sim_eflags;

	if (!(flags & X86_EFLAGS_IF))
		sim_bug("on_each_cpu with interrupts off", 0);
	for (cpu = 0; cpu < SIM_CPUS; cpu++) {
		sim_set_cpu(cpu);
		sim_eflags = 0;
		fn(info);
	}
	sim_eflags = flags;
	sim_set_cpu(self);
}

void sim_set_cpu(int cpu)
{
	sim_cpu = init_task.thread_info.cpu = cpu;
}

int __cond_resched(void)
{
	return 0;
}

void preempt_schedule(void)
{
}

void schedule(void)
{
	if (!sim_other_tasks)
		sim_bug("schedule", 0);
	sim_other_tasks();
}

long schedule_timeout(long timeout)
{
	jiffies += timeout;
	if (sim_other_tasks)
		sim_other_tasks();
	return 0;
}

long schedule_timeout_uninterruptible(long timeout)
{
	return schedule_timeout(timeout);
}

int autoremove_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags,
			     void *key)
{
	list_del_init(&entry->entry);
	return 1;
}

void prepare_to_wait(wait_queue_head_t *q, wait_queue_t *entry, int state)
{
	if (list_empty(&entry->entry))
		list_add(&entry->entry, &q->head);
}

void finish_wait(wait_queue_head_t *q, wait_queue_t *entry)
{
	if (!list_empty(&entry->entry))
		list_del_init(&entry->entry);
}

void __wake_up(wait_queue_head_t *q, unsigned int mode, int nr, void *key)
{
	for (; !list_empty(&q->head); sim_wakeups++)
		list_del_init(q->head.next);
}

struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *namefmt, ...)
{
	return ERR_PTR(-ENOMEM);
}

bool kthread_should_stop(void)
{
	return true;
}

struct workqueue_struct *system_wq;
static LIST_HEAD(works);

bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	if (test_and_set_bit(0, &work->pending))
		return false;
	list_add_tail(&work->entry, &works);
	return true;
}

void sim_run_works(void)
{
	struct work_struct *work;

	while (!list_empty(&works)) {
		work = list_first_entry(&works, struct work_struct, entry);
		list_del_init(&work->entry);
		clear_bit(0, &work->pending);
		work->func(work);
	}
}

int wake_up_process(struct task_struct *task)
{
	return 0;
}

/* RAM is what memblock was told of. */
struct resource *resource_find(struct resource *root, resource_size_t start, resource_size_t end,
			       unsigned long flags)
{
	const struct memblock_region *r;

	for_each_mem_region(r) if (r->base <= end &&
				   start < r->base + r->size) return &iomem_resource;
	return NULL;
}

void sim_seed(u32 seed)
{
	random_state = seed;
}

/* xorshift32 */
u32 sim_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state;
}

u32 sim_below(u32 n)
{
	return ((u64)sim_random() * n) >> 32;
}
