/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * shm: memory that processes share by an id (shmget(2), shmop(2), shmctl(2)). Each segment is a
 * file of memory (guest/fs/memfd.c) that nobody has open; to attach it is to map that. One that
 * is to be removed goes when nobody has it attached any more.
 *
 * Locking: ipc_mutex, inside mmap_lock: an area may be closed by an munmap().
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/proc_fs.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "ipc.h"

#define SHM_RDONLY 010000
#define SHM_RND	   020000
#define SHM_REMAP  040000
#define SHM_EXEC   0100000
#define SHM_DEST   01000
#define SHM_LOCKED 02000

#define SHM_LOCK     11
#define SHM_UNLOCK   12
#define SHM_STAT     13
#define SHM_INFO     14
#define SHM_STAT_ANY 15

#define SHM_MAX_BYTES (ULONG_MAX - (1ul << 24))
#define SHM_MNI	      4096

struct segment {
	struct ipc_object ipc;
	struct file *file;
	size_t bytes;
	unsigned long attached;
	unsigned int users; /* calls that hold it without ipc_mutex */
	bool removed;
	time64_t atime, dtime, ctime;
	pid_t cpid, lpid;
};

struct shmid64_ds {
	struct ipc64_perm perm;
	u32 segsz, atime, atime_high, dtime, dtime_high, ctime, ctime_high;
	s32 cpid, lpid;
	u32 nattch, unused4, unused5;
};

static struct ipc_ids segments = {.objects = LIST_HEAD_INIT(segments.objects), .max = SHM_MNI};

static struct segment *find(int id)
{
	return (struct segment *)ipc_find(&segments, id);
}

/* ---- coming and going ---- */

static struct ipc_object *make(void *arg)
{
	size_t bytes = *(size_t *)arg;
	struct segment *seg;
	char name[16];

	if (!bytes || bytes > SHM_MAX_BYTES)
		return ERR_PTR(-EINVAL);
	seg = kzalloc(sizeof(*seg), GFP_KERNEL);
	if (!seg)
		return ERR_PTR(-ENOMEM);
	snprintf(name, sizeof(name), "SYSV%08x", 0);
	seg->file = shmem_file_setup(name, PAGE_ALIGN(bytes), 0);
	if (IS_ERR(seg->file)) {
		long err = PTR_ERR(seg->file);

		kfree(seg);
		return ERR_PTR(err);
	}
	file_inode(seg->file)->i_private = NULL;
	seg->bytes = bytes;
	seg->ctime = ktime_get_real_seconds();
	seg->cpid = current->tgid;
	return &seg->ipc;
}

static long check_size(struct ipc_object *object, void *arg)
{
	return ((struct segment *)object)->bytes < *(size_t *)arg ? -EINVAL : 0;
}

/* ipc_mutex is held; the file to put afterwards, if that was the last use. */
static struct file *maybe_free(struct segment *seg)
{
	struct file *file = seg->file;

	if (!seg->removed || seg->attached || seg->users)
		return NULL;
	ipc_remove(&segments, &seg->ipc);
	kfree(seg);
	return file;
}

static void shm_area_open(struct vm_area_struct *vma)
{
	struct segment *seg = vma->vm_private_data;

	mutex_lock(&ipc_mutex);
	seg->attached++;
	seg->atime = ktime_get_real_seconds();
	seg->lpid = current->tgid;
	mutex_unlock(&ipc_mutex);
}

static void shm_area_close(struct vm_area_struct *vma)
{
	struct segment *seg = vma->vm_private_data;
	struct file *file;

	mutex_lock(&ipc_mutex);
	seg->attached--;
	seg->dtime = ktime_get_real_seconds();
	seg->lpid = current->tgid;
	file = maybe_free(seg);
	mutex_unlock(&ipc_mutex);
	if (file)
		fput(file);
}

static const struct vm_operations_struct shm_vm_ops = {
    .open = shm_area_open,
    .close = shm_area_close,
    .fault = filemap_fault,
    .page_mkwrite = filemap_page_mkwrite,
};

long do_shmget(int key, size_t size, int flags)
{
	long ret;

	mutex_lock(&ipc_mutex);
	ret = ipc_get(&segments, key, flags, make, check_size, &size);
	mutex_unlock(&ipc_mutex);
	return ret;
}

/* ---- attaching ---- */

static long place(unsigned long *addr, int flags, unsigned long *map)
{
	*map = MAP_SHARED;
	if (!*addr)
		return flags & SHM_REMAP ? -EINVAL : 0;
	if (*addr & ~PAGE_MASK) {
		if (!(flags & SHM_RND))
			return -EINVAL;
		*addr &= PAGE_MASK;
		if (!*addr && flags & SHM_REMAP)
			return -EINVAL;
	}
	*map |= MAP_FIXED;
	return 0;
}

static unsigned long map_segment(struct segment *seg, unsigned long addr, unsigned long map,
				 int flags)
{
	unsigned long prot =
	    PROT_READ | (flags & SHM_RDONLY ? 0 : PROT_WRITE) | (flags & SHM_EXEC ? PROT_EXEC : 0);
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	unsigned long at;

	mmap_write_lock(mm);
	if (map & MAP_FIXED && !(flags & SHM_REMAP) &&
	    (addr + PAGE_ALIGN(seg->bytes) < addr ||
	     find_vma_intersection(mm, addr, addr + PAGE_ALIGN(seg->bytes)))) {
		mmap_write_unlock(mm);
		return -EINVAL;
	}
	at = do_mmap(seg->file, addr, PAGE_ALIGN(seg->bytes), prot, map, 0);
	if (!IS_ERR_VALUE(at)) {
		vma = find_vma(mm, at);
		vma->vm_ops = &shm_vm_ops;
		vma->vm_private_data = seg;
		if (flags & SHM_RDONLY)
			vm_flags_clear(vma, VM_MAYWRITE);
		shm_area_open(vma);
	}
	mmap_write_unlock(mm);
	return at;
}

long do_shmat(int id, unsigned long addr, int flags)
{
	unsigned long map, at = -EINVAL;
	struct segment *seg;
	struct file *file;
	long err = place(&addr, flags, &map);

	if (err)
		return err;
	mutex_lock(&ipc_mutex);
	seg = find(id);
	err = !seg ? -EINVAL : ipc_may(&seg->ipc, flags & SHM_RDONLY ? 0444 : 0666);
	if (!err)
		seg->users++;
	mutex_unlock(&ipc_mutex);
	if (err)
		return err;
	at = map_segment(seg, addr, map, flags);
	mutex_lock(&ipc_mutex);
	seg->users--;
	file = maybe_free(seg);
	mutex_unlock(&ipc_mutex);
	if (file)
		fput(file);
	return at;
}

long do_shmdt(unsigned long addr)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma, *next;
	struct segment *seg = NULL;
	long err = -EINVAL;

	if (addr & ~PAGE_MASK)
		return -EINVAL;
	mmap_write_lock(mm);
	for (vma = find_vma(mm, addr); vma; vma = next) {
		next = vma->vm_next;
		if (vma->vm_ops != &shm_vm_ops ||
		    vma->vm_start - (vma->vm_pgoff << PAGE_SHIFT) != addr ||
		    (seg && vma->vm_private_data != seg))
			continue;
		seg = vma->vm_private_data;
		err = do_munmap(mm, vma->vm_start, vma->vm_end - vma->vm_start);
	}
	mmap_write_unlock(mm);
	return err;
}

/* ---- asking and changing ---- */

static void fill(struct shmid64_ds *ds, const struct segment *seg)
{
	*ds = (struct shmid64_ds){.segsz = seg->bytes,
				  .atime = seg->atime,
				  .atime_high = seg->atime >> 32,
				  .dtime = seg->dtime,
				  .dtime_high = seg->dtime >> 32,
				  .ctime = seg->ctime,
				  .ctime_high = seg->ctime >> 32,
				  .cpid = seg->cpid,
				  .lpid = seg->lpid,
				  .nattch = seg->attached};
	ipc_fill_perm(&ds->perm, &seg->ipc);
}

static int highest_place(void)
{
	struct ipc_object *object;
	int highest = 0;

	list_for_each_entry (object, &segments.objects, list)
		highest = max(highest, object->place);
	return highest;
}

static long info(int cmd, void __user *buf)
{
	u32 limits[9] = {SHM_MAX_BYTES, 1, SHM_MNI, SHM_MNI, ULONG_MAX >> PAGE_SHIFT};
	struct {
		s32 used_ids;
		u32 tot, rss, swp, attempts, successes;
	} all = {};
	struct ipc_object *object;
	int ret;

	mutex_lock(&ipc_mutex);
	all.used_ids = segments.nr;
	list_for_each_entry (object, &segments.objects, list) {
		struct segment *seg = (struct segment *)object;

		all.tot += PAGE_ALIGN(seg->bytes) >> PAGE_SHIFT;
		all.rss += seg->file->f_mapping->nrpages;
	}
	ret = highest_place();
	mutex_unlock(&ipc_mutex);
	if (copy_to_user(buf, cmd == IPC_INFO ? (void *)limits : &all,
			 cmd == IPC_INFO ? sizeof(limits) : sizeof(all)))
		return -EFAULT;
	return ret;
}

static long stat(int id, int cmd, void __user *buf)
{
	struct shmid64_ds ds;
	struct segment *seg;
	long ret;

	mutex_lock(&ipc_mutex);
	seg = cmd == IPC_STAT ? find(id) : (struct segment *)ipc_nth(&segments, id);
	ret = !seg ? -EINVAL : cmd == SHM_STAT_ANY ? 0 : ipc_may(&seg->ipc, 0444);
	if (!ret) {
		fill(&ds, seg);
		ret = cmd == IPC_STAT ? 0 : seg->ipc.id;
	}
	mutex_unlock(&ipc_mutex);
	return ret >= 0 && copy_to_user(buf, &ds, sizeof(ds)) ? -EFAULT : ret;
}

/* ipc_mutex is held. */
static long change(struct segment *seg, int cmd, const struct shmid64_ds *ds)
{
	switch (cmd) {
	case IPC_SET:
		ipc_set_perm(&seg->ipc, &ds->perm);
		seg->ctime = ktime_get_real_seconds();
		return 0;
	case IPC_RMID:
		seg->removed = true;
		seg->ipc.mode |= SHM_DEST;
		seg->ipc.key = IPC_PRIVATE;
		return 0;
	case SHM_LOCK:
		seg->ipc.mode |= SHM_LOCKED;
		return 0;
	case SHM_UNLOCK:
		seg->ipc.mode &= ~SHM_LOCKED;
		return 0;
	}
	return -EINVAL;
}

long do_shmctl(int id, int cmd, void __user *buf)
{
	struct shmid64_ds ds;
	struct file *file = NULL;
	struct segment *seg;
	long err;

	if (id < 0 || cmd < 0)
		return -EINVAL;
	if (cmd == IPC_INFO || cmd == SHM_INFO)
		return info(cmd, buf);
	if (cmd == IPC_STAT || cmd == SHM_STAT || cmd == SHM_STAT_ANY)
		return stat(id, cmd, buf);
	if (cmd == IPC_SET && copy_from_user(&ds, buf, sizeof(ds)))
		return -EFAULT;
	mutex_lock(&ipc_mutex);
	seg = find(id);
	err = !seg ? -EINVAL : !ipc_is_owner(&seg->ipc) ? -EPERM : change(seg, cmd, &ds);
	if (!err)
		file = maybe_free(seg);
	mutex_unlock(&ipc_mutex);
	if (file)
		fput(file);
	return err;
}

SYSCALL_DEFINE3(shmget, int, key, size_t, size, int, flags)
{
	return do_shmget(key, size, flags);
}

SYSCALL_DEFINE3(shmat, int, id, unsigned long, addr, int, flags)
{
	return do_shmat(id, addr, flags);
}

SYSCALL_DEFINE1(shmdt, unsigned long, addr)
{
	return do_shmdt(addr);
}

SYSCALL_DEFINE3(shmctl, int, id, int, cmd, void __user *, buf)
{
	return do_shmctl(id, cmd, buf);
}

static int shm_show(struct seq_file *m, void *v)
{
	struct ipc_object *o;

	seq_puts(m,
		 "       key      shmid perms       size  cpid  lpid nattch   uid   gid  cuid  cgid"
		 "      atime      dtime      ctime        rss       swap\n");
	mutex_lock(&ipc_mutex);
	list_for_each_entry (o, &segments.objects, list) {
		struct segment *s = (struct segment *)o;

		seq_printf(
		    m,
		    "%10d %10d  %4o %10zu %5u %5u  %5lu %5u %5u %5u %5u %10llu %10llu %10llu "
		    "%10lu %10lu\n",
		    o->key, o->id, o->mode, s->bytes, s->cpid, s->lpid, s->attached, o->uid, o->gid,
		    o->cuid, o->cgid, (u64)s->atime, (u64)s->dtime, (u64)s->ctime,
		    s->file->f_mapping->nrpages << PAGE_SHIFT, 0ul);
	}
	mutex_unlock(&ipc_mutex);
	return 0;
}

static int __init shm_init(void)
{
	proc_mkdir("sysvipc", NULL);
	return proc_create_single("sysvipc/shm", 0444, NULL, shm_show) ? 0 : -ENOMEM;
}
fs_initcall(shm_init);
