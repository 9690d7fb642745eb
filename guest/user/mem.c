/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mem: a prompt for a process's own memory: map, write, read, fork, and ask which frame lies
 * behind a page. Lessons use it; it can be the first program of all, or be started from a shell.
 * `help` lists what it knows.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE	    4096u
#define LINE_BYTES  256
#define MAX_REGIONS 26
#define MAX_WORDS   8
#define COPY_BYTES  65536

/* /proc/PID/pagemap, proc(5) */
#define PRESENT	   (1ull << 63)
#define IN_SWAP	   (1ull << 62)
#define ONLY_HERE  (1ull << 56)
#define FRAME_MASK ((1ull << 55) - 1)
#define SLOT_SHIFT 5

struct region {
	char name[16];
	volatile unsigned char *at;
	unsigned pages;
};

struct command {
	const char *name, *form, *text;
	int least, most; /* words after the name */
	void (*run)(int argc, char **argv);
};

static struct region region[MAX_REGIONS];
static unsigned regions;
static struct {
	pid_t pid; /* 0: none */
	FILE *to, *from;
} child;
static const char *who = ""; /* the child's lines say whose they are */

static unsigned number(const char *text)
{
	return (unsigned)strtoul(text, NULL, 0);
}

static void complain(const char *what)
{
	printf("%s%s: %s\n", who, what, strerror(errno));
}

static struct region *find(const char *name)
{
	for (unsigned i = 0; i < regions; i++)
		if (!strcmp(region[i].name, name))
			return &region[i];
	printf("%snothing is mapped as %s\n", who, name);
	return NULL;
}

/* The pages that "NAME [FIRST [COUNT]]" means: all of them without numbers. */
static struct region *part(int argc, char **argv, unsigned *first, unsigned *end)
{
	struct region *r = find(argv[1]);
	unsigned count;

	if (!r)
		return NULL;
	*first = argc > 2 ? number(argv[2]) : 0;
	count = argc > 3 ? number(argv[3]) : argc > 2 ? 1 : r->pages;
	*end = *first + count;
	if (*first < r->pages && count && count <= r->pages - *first)
		return r;
	printf("%s%s has %u pages\n", who, r->name, r->pages);
	return NULL;
}

/* ---- mappings ---- */

static void *map_pages(unsigned pages, int flags, const char *file)
{
	int fd = file ? open(file, O_RDWR) : -1;
	void *at = MAP_FAILED;

	if (!file || fd >= 0)
		at = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE,
			  file ? flags : flags | MAP_ANONYMOUS, fd, 0);
	if (fd >= 0)
		close(fd);
	return at;
}

static void map(int argc, char **argv, int flags)
{
	struct region *r = &region[regions];
	void *at;

	if (regions == MAX_REGIONS || strlen(argv[1]) >= sizeof(r->name)) {
		printf("%sno room for %s\n", who, argv[1]);
		return;
	}
	r->pages = number(argv[2]);
	at = map_pages(r->pages, flags, argc > 3 ? argv[3] : NULL);
	if (at == MAP_FAILED) {
		complain(argv[argc > 3 ? 3 : 1]);
		return;
	}
	r->at = at;
	strcpy(r->name, argv[1]);
	regions++;
	printf("%s%s = %p: %u pages, %s\n", who, r->name, at, r->pages,
	       flags & MAP_PRIVATE ? "private" : "shared");
}

static void run_map(int argc, char **argv)
{
	map(argc, argv, MAP_PRIVATE);
}

static void run_share(int argc, char **argv)
{
	map(argc, argv, MAP_SHARED);
}

static void run_unmap(int argc, char **argv)
{
	struct region *r = find(argv[1]);

	(void)argc;
	if (!r)
		return;
	munmap((void *)r->at, r->pages * PAGE);
	*r = region[--regions];
}

static void run_protect(int argc, char **argv)
{
	struct region *r = find(argv[1]);

	(void)argc;
	if (r && mprotect((void *)r->at, r->pages * PAGE, PROT_READ))
		complain(argv[1]);
}

/* ---- touching ---- */

struct faults {
	long small, large;
	struct timespec at;
};

static struct faults faults_now(void)
{
	struct faults f;
	struct rusage usage;

	clock_gettime(CLOCK_MONOTONIC, &f.at);
	getrusage(RUSAGE_SELF, &usage);
	f.small = usage.ru_minflt;
	f.large = usage.ru_majflt;
	return f;
}

static void print_faults(const char *what, unsigned pages, const struct faults *before)
{
	struct faults now = faults_now();
	long us = (long)(now.at.tv_sec - before->at.tv_sec) * 1000000 +
		  (now.at.tv_nsec - before->at.tv_nsec) / 1000;

	printf("%s%u page%s %s: %ld fault%s, %ld of them waited for a disk, %ld us\n", who, pages,
	       pages == 1 ? "" : "s", what, now.small - before->small + now.large - before->large,
	       now.small - before->small + now.large - before->large == 1 ? "" : "s",
	       now.large - before->large, us);
}

/* What write puts into a page, so that read can tell. */
static unsigned char mark_of(unsigned page)
{
	return (unsigned char)(page * 7 % 255 + 1);
}

static void run_write(int argc, char **argv)
{
	struct faults before = faults_now();
	unsigned first, end;
	struct region *r = part(argc, argv, &first, &end);

	for (unsigned i = first; r && i < end; i++)
		r->at[i * PAGE] = mark_of(i);
	if (r)
		print_faults("written", end - first, &before);
}

static void run_read(int argc, char **argv)
{
	struct faults before = faults_now();
	unsigned first, end, zero = 0, written = 0;
	struct region *r = part(argc, argv, &first, &end);

	for (unsigned i = first; r && i < end; i++) {
		unsigned char byte = r->at[i * PAGE];

		zero += !byte;
		written += byte == mark_of(i);
	}
	if (!r)
		return;
	print_faults("read", end - first, &before);
	printf("%s%u with zeros, %u with what was written\n", who, zero, written);
}

static void run_put(int argc, char **argv)
{
	struct region *r = find(argv[1]);

	(void)argc;
	if (r)
		r->at[0] = (unsigned char)number(argv[2]);
}

static void run_get(int argc, char **argv)
{
	struct region *r = find(argv[1]);

	(void)argc;
	if (r)
		printf("%s%s[0] holds %u\n", who, r->name, r->at[0]);
}

/* ---- frames ---- */

static uint64_t entry_of(const volatile unsigned char *at)
{
	int fd = open("/proc/self/pagemap", O_RDONLY);
	uint64_t entry = 0;

	if (pread(fd, &entry, sizeof(entry), (off_t)((uintptr_t)at / PAGE * 8)) != sizeof(entry))
		complain("/proc/self/pagemap");
	close(fd);
	return entry;
}

static void run_where(int argc, char **argv)
{
	unsigned first, end;
	struct region *r = part(argc, argv, &first, &end);

	for (unsigned i = first; r && i < end; i++) {
		const volatile unsigned char *at = r->at + i * PAGE;
		uint64_t e = entry_of(at);

		printf("%s%s[%u] at %p: ", who, r->name, i, (const void *)at);
		if (e & PRESENT)
			printf("frame 0x%llx, %s\n", (unsigned long long)(e & FRAME_MASK),
			       e & ONLY_HERE ? "this process's alone" : "shared");
		else if (e & IN_SWAP)
			printf("in swap, slot %llu\n",
			       (unsigned long long)((e & FRAME_MASK) >> SLOT_SHIFT));
		else
			printf("not there\n");
	}
}

static void run_count(int argc, char **argv)
{
	unsigned first, end, present = 0, swapped = 0;
	struct region *r = part(argc, argv, &first, &end);

	for (unsigned i = first; r && i < end; i++) {
		uint64_t e = entry_of(r->at + i * PAGE);

		present += !!(e & PRESENT);
		swapped += !!(e & IN_SWAP);
	}
	if (r)
		printf("%s%s: %u pages in memory, %u in swap, %u not there\n", who, r->name,
		       present, swapped, end - first - present - swapped);
}

/* ---- files and the kernel ---- */

static void copy_out(int fd, bool print)
{
	static char buf[COPY_BYTES];
	ssize_t got;

	while ((got = read(fd, buf, sizeof(buf))) > 0)
		if (print)
			fwrite(buf, 1, (size_t)got, stdout);
}

static void run_cat(int argc, char **argv)
{
	int fd = open(argv[1], O_RDONLY);

	(void)argc;
	if (fd < 0) {
		complain(argv[1]);
		return;
	}
	copy_out(fd, true);
	close(fd);
}

/* As dd to /dev/null: how long it takes tells where the bytes came from. */
static void run_load(int argc, char **argv)
{
	int fd = open(argv[1], O_RDONLY);
	struct faults before = faults_now(), now;
	unsigned mib = argc > 2 ? number(argv[2]) : 1;
	static char buf[COPY_BYTES];
	size_t bytes = 0;
	ssize_t got = 1;

	if (fd < 0) {
		complain(argv[1]);
		return;
	}
	while (bytes < (size_t)mib << 20 && (got = read(fd, buf, sizeof(buf))) > 0)
		bytes += (size_t)got;
	now = faults_now();
	close(fd);
	printf("%s%zu KiB read in %ld us\n", who, bytes >> 10,
	       (long)(now.at.tv_sec - before.at.tv_sec) * 1000000 +
		   (now.at.tv_nsec - before.at.tv_nsec) / 1000);
}

static void write_text(const char *path, int argc, char **argv, int from)
{
	FILE *file = fopen(path, "w");

	for (int i = from; file && i < argc; i++)
		fprintf(file, "%s%s", i > from ? " " : "", argv[i]);
	if (!file || fclose(file))
		complain(path);
}

static void run_set(int argc, char **argv)
{
	write_text(argv[1], argc, argv, 2);
}

/* The kernel's prompt answers in the file that was asked. */
static void ask_kernel(const char *line, bool print)
{
	int fd = open("/proc/kcall", O_RDWR);

	if (fd < 0 || write(fd, line, strlen(line)) < 0)
		complain("/proc/kcall");
	else
		copy_out(fd, print);
	if (fd >= 0)
		close(fd);
}

static void run_call(int argc, char **argv)
{
	char line[LINE_BYTES + 2] = "";

	for (int i = 1; i < argc; i++) {
		strcat(line, i > 1 ? " " : "");
		strcat(line, argv[i]);
	}
	strcat(line, "\n");
	ask_kernel(line, true);
}

static void run_show(int argc, char **argv)
{
	unsigned first, end;
	struct region *r = part(argc, argv, &first, &end);
	uint64_t e = r ? entry_of(r->at + first * PAGE) : 0;
	char line[80];

	if (!(e & PRESENT))
		return;
	snprintf(line, sizeof(line), "show pfn_to_page(0x%llx)\n",
		 (unsigned long long)(e & FRAME_MASK));
	ask_kernel(line, true);
}

/* As mkswap does: version 1, the last page, no bad ones, the signature; then swapon. */
static void run_swapon(int argc, char **argv)
{
	int fd = open(argv[1], O_RDWR);
	off_t bytes = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
	uint32_t header[PAGE / 4] = {0};

	(void)argc;
	header[1024 / 4] = 1;
	header[1028 / 4] = (uint32_t)(bytes / PAGE) - 1;
	memcpy((char *)header + PAGE - 10, "SWAPSPACE2", 10);
	if (fd < 0 || pwrite(fd, header, PAGE, 0) != PAGE || fsync(fd) || close(fd) ||
	    swapon(argv[1], 0))
		complain(argv[1]);
}

static void run_swapoff(int argc, char **argv)
{
	(void)argc;
	if (swapoff(argv[1]))
		complain(argv[1]);
}

static void run_poweroff(int argc, char **argv)
{
	(void)argc, (void)argv;
	sync();
	reboot(RB_POWER_OFF);
}

/* ---- the child ---- */

static void obey(char *line);

static void live_as_child(FILE *from, FILE *to)
{
	char line[LINE_BYTES];

	who = "child: ";
	child.pid = 0;
	while (fgets(line, sizeof(line), from)) {
		obey(line);
		fflush(stdout);
		fputs("done\n", to);
		fflush(to);
	}
	exit(0);
}

static void run_fork(int argc, char **argv)
{
	int down[2], up[2];

	(void)argc, (void)argv;
	if (child.pid || *who) {
		printf("%sone child is enough\n", who);
		return;
	}
	if (pipe(down) || pipe(up)) {
		complain("pipe");
		return;
	}
	fflush(stdout);
	child.pid = fork();
	if (!child.pid) {
		close(down[1]);
		close(up[0]);
		live_as_child(fdopen(down[0], "r"), fdopen(up[1], "w"));
	}
	close(down[0]);
	close(up[1]);
	child.to = fdopen(down[1], "w");
	child.from = fdopen(up[0], "r");
	if (child.pid < 0)
		complain("fork");
	else
		printf("child %d\n", child.pid);
}

static void bury(void)
{
	int status = 0;

	fclose(child.to);
	fclose(child.from);
	waitpid(child.pid, &status, 0);
	child.pid = 0;
	if (WIFSIGNALED(status))
		printf("the child was killed by signal %d\n", WTERMSIG(status));
	else
		printf("the child has ended\n");
}

/* The rest of the line is the child's; it says when it is done, or its end of the pipe closes. */
static void run_child(int argc, char **argv)
{
	char answer[16];

	if (!child.pid) {
		printf("there is no child: fork\n");
		return;
	}
	fflush(stdout);
	for (int i = 1; i < argc; i++)
		fprintf(child.to, "%s%s", argv[i], i + 1 < argc ? " " : "\n");
	if (fflush(child.to) || !fgets(answer, sizeof(answer), child.from))
		bury();
}

static void run_exit(int argc, char **argv)
{
	(void)argc, (void)argv;
	if (getpid() != 1)
		exit(0);
	printf("the first program may not end: poweroff\n");
}

/* ---- the prompt ---- */

static void run_help(int argc, char **argv);

static const struct command commands[] = {
    {"help", "", "this text", 0, 0, run_help},
    {"map", "NAME PAGES [FILE]", "map pages of this process's own, or a file's", 2, 3, run_map},
    {"share", "NAME PAGES [FILE]", "map pages that a child shares, or a file's", 2, 3, run_share},
    {"unmap", "NAME", "give them back", 1, 1, run_unmap},
    {"protect", "NAME", "allow reading only", 1, 1, run_protect},
    {"write", "NAME [FIRST [COUNT]]", "write a byte in each page", 1, 3, run_write},
    {"read", "NAME [FIRST [COUNT]]", "read a byte of each page", 1, 3, run_read},
    {"put", "NAME VALUE", "write one byte", 2, 2, run_put},
    {"get", "NAME", "read it", 1, 1, run_get},
    {"where", "NAME [FIRST [COUNT]]", "the frames behind them", 1, 3, run_where},
    {"count", "NAME", "how many are in memory, and in swap", 1, 1, run_count},
    {"show", "NAME [PAGE]", "bring a page's frame into view on the panel", 1, 2, run_show},
    {"fork", "", "a child", 0, 0, run_fork},
    {"child", "COMMAND", "have the child do it", 1, MAX_WORDS, run_child},
    {"cat", "FILE", "print a file", 1, 1, run_cat},
    {"load", "FILE [MIB]", "read a file, and tell how long it took", 1, 2, run_load},
    {"set", "FILE TEXT", "write a text into a file", 2, MAX_WORDS, run_set},
    {"call", "STATEMENT", "ask the kernel's own prompt", 1, MAX_WORDS, run_call},
    {"swapon", "DEVICE", "make a swap area of it, and use it", 1, 1, run_swapon},
    {"swapoff", "DEVICE", "do without", 1, 1, run_swapoff},
    {"exit", "", "end this process", 0, 0, run_exit},
    {"poweroff", "", "switch the machine off", 0, 0, run_poweroff},
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void run_help(int argc, char **argv)
{
	(void)argc, (void)argv;
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-8s %-20s %s\n", commands[i].name, commands[i].form, commands[i].text);
}

static void obey(char *line)
{
	char *argv[MAX_WORDS + 2], *word;
	int argc = 0;

	for (word = strtok(line, " \t\r\n"); word && argc <= MAX_WORDS;
	     word = strtok(NULL, " \t\r\n"))
		argv[argc++] = word;
	if (!argc)
		return;
	for (size_t i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];

		if (strcmp(c->name, argv[0]))
			continue;
		if (argc - 1 < c->least || argc - 1 > c->most)
			printf("%s%s %s\n", who, c->name, c->form);
		else
			c->run(argc, argv);
		return;
	}
	printf("%s%s: help lists what there is\n", who, argv[0]);
}

int main(void)
{
	char line[LINE_BYTES];

	if (getpid() == 1) {
		mkdir("/proc", 0755);
		mkdir("/dev", 0755);
		mount("proc", "/proc", "proc", 0, NULL);
		mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	}
	do {
		printf("mem> ");
		fflush(stdout);
		if (!fgets(line, sizeof(line), stdin))
			break;
		obey(line);
	} while (!feof(stdin));
	return 0;
}
