// SPDX-License-Identifier: GPL-2.0-only
/*
 * floppy_disk: /dev/fd0 and fd1.
 *
 * 1. A disk's format is found when it is opened first after a change: the formats its drive has
 *    are tried from the largest down; the one whose last sector of a track can be read is it. A
 *    disk without any (not formatted) can be opened with O_NDELAY, given a format by FDSETPRM,
 *    and formatted.
 * 2. Requests come one at a time, in a thread; each is cut at the ends of cylinders. What fails
 *    is tried again, from the third time on after a recalibration, then after a reset.
 * 3. The motor goes off three seconds after the last use.
 * 4. fdc_mutex is held around each use of the controller.
 *
 * NOT IMPLEMENTED: FDRAWCMD, sectors of other sizes than 512 bytes, /dev/fd0u1440 and its kin
 * (FDSETPRM does the same), the second controller.
 */
#include <linux/blk-mq.h>
#include <linux/blkdev.h>
#include <linux/fd.h>
#include <linux/hdreg.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/major.h>
#include <linux/mc146818rtc.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include "fdc.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Floppy drives");
MODULE_ALIAS_BLOCKDEV_MAJOR(2);

#define DRIVES		2
#define CMOS_DRIVES	0x10
#define TRIES		8
#define MOTOR_OFF_AFTER msecs_to_jiffies(3000)

/* By the drive's type in CMOS: 1 360 KB, 2 1.2 MB, 3 720 KB, 4 1.44 MB, 5 and 6 2.88 MB. */
enum { F360, F1200, F720, F1440, F2880, F360_IN_1200, FORMATS };
#define NO_FORMAT 0xff

static const struct floppy_struct formats[FORMATS] = {
    [F360] = {720, 9, 2, 40, 0, 0x2a, 2, 0xdf, 0x50, "d360"},
    [F1200] = {2400, 15, 2, 80, 0, 0x1b, 0, 0xdf, 0x54, "h1200"},
    [F720] = {1440, 9, 2, 80, 0, 0x2a, 2, 0xdf, 0x50, "D720"},
    [F1440] = {2880, 18, 2, 80, 0, 0x1b, 0, 0xcf, 0x6c, "H1440"},
    [F2880] = {5760, 36, 2, 80, 0, 0x1b, FD_PERP | 3, 0xaf, 0x54, "E2880"},
    [F360_IN_1200] = {720, 9, 2, 40, 1, 0x23, 1, 0xdf, 0x50, "h360"},
};

static const struct drive_type {
	const char *name;
	u8 formats[4]; /* the first is its own */
	u8 cylinders;
} types[] = {
    {"none", {NO_FORMAT}, 0},
    {"d360", {F360, NO_FORMAT}, 40},
    {"h1200", {F1200, F360_IN_1200, NO_FORMAT}, 80},
    {"D720", {F720, NO_FORMAT}, 80},
    {"H1440", {F1440, F720, NO_FORMAT}, 80},
    {"E2880", {F2880, F1440, F720, NO_FORMAT}, 80},
    {"E2880", {F2880, F1440, F720, NO_FORMAT}, 80},
};

struct floppy {
	struct fdc_drive drive;
	const struct drive_type *type;
	struct gendisk *disk;
	struct blk_mq_tag_set tag_set;
	struct floppy_struct format; /* size 0: not known */
	bool format_given;	     /* by a program, until the disk is changed */
	bool changed;
	bool write_protected;
	int opened;
	int generation;
	struct delayed_work motor_off;
};

static struct floppy floppies[DRIVES];
static struct fdc_drive *all_drives[DRIVES];

/* ---- the controller's use ---- */

static void begin(struct floppy *fd)
{
	mutex_lock(&fdc_mutex);
	cancel_delayed_work(&fd->motor_off);
	fdc_motor_on(&fd->drive);
	if (fdc_disk_changed(&fd->drive))
		fd->changed = true;
}

static void end(struct floppy *fd)
{
	mod_delayed_work(system_wq, &fd->motor_off, MOTOR_OFF_AFTER);
	mutex_unlock(&fdc_mutex);
}

static void motor_off_work(struct work_struct *work)
{
	struct delayed_work *delayed = to_delayed_work(work);
	struct floppy *fd = container_of(delayed, struct floppy, motor_off);

	mutex_lock(&fdc_mutex);
	fdc_motor_off(&fd->drive);
	mutex_unlock(&fdc_mutex);
}

static void reset(struct floppy *fd)
{
	unsigned int i;

	fdc_reset(&fd->drive, 1);
	for (i = 0; i < DRIVES; i++)
		if (all_drives[i])
			all_drives[i]->cylinder = -1;
}

/* What was wrong may be where the head is, or what the controller believes. */
static int transfer(struct floppy *fd, const struct floppy_struct *format,
		    const struct fdc_place *place, bool write, int tries)
{
	int err = -EIO, n;

	for (n = 0; n < tries; n++) {
		fd->drive.stepped_double = format->stretch & FD_STRETCH;
		err = fdc_transfer(&fd->drive, format, place, write);
		if (!err || err == -EROFS)
			break;
		if (err == -ETIMEDOUT || n == 5)
			reset(fd);
		else if (n >= 2)
			fdc_recalibrate(&fd->drive);
		/* it was taken out meanwhile */
		if (fdc_disk_changed(&fd->drive)) {
			fd->changed = true;
			break;
		}
	}
	return err;
}

/* ---- which disk ---- */

static bool fits(struct floppy *fd, const struct floppy_struct *format)
{
	/* beyond the tracks of 40 the second cylinder tells 40 from 80 */
	struct fdc_place place = {
	    .cylinder = format->track > 40 ? 1 : 0, .sector = format->sect, .count = 1};

	return !transfer(fd, format, &place, false, 2);
}

static void find_format(struct floppy *fd)
{
	const u8 *f;

	for (f = fd->type->formats; *f != NO_FORMAT; f++) {
		if (!fits(fd, &formats[*f]))
			continue;
		fd->format = formats[*f];
		pr_info("%s: a disk of %u KB\n", fd->disk->disk_name, fd->format.size / 2);
		return;
	}
}

/* A step with a disk in clears the line; if it does not, there is none. */
static int new_disk(struct floppy *fd)
{
	int err;

	fd->format.size = 0;
	fd->format_given = false;
	fd->generation++;
	err = fdc_recalibrate(&fd->drive);
	if (!err)
		err = fdc_seek(&fd->drive, 1);
	if (err)
		reset(fd);
	if (fdc_disk_changed(&fd->drive))
		return -ENXIO;
	fd->changed = false;
	fd->write_protected = fdc_write_protected(&fd->drive) > 0;
	find_format(fd);
	return 0;
}

static void use_size(struct floppy *fd)
{
	set_capacity(fd->disk, fd->format.size);
	set_disk_ro(fd->disk, fd->write_protected);
}

static int floppy_open(struct block_device *bdev, fmode_t mode)
{
	struct floppy *fd = bdev->bd_disk->private_data;
	int err = 0;

	begin(fd);
	if (fd->changed) {
		invalidate_bdev(bdev);
		err = new_disk(fd);
	} else if (!fd->format.size) {
		find_format(fd);
	}
	use_size(fd);
	end(fd);
	/* to be formatted, a disk need not be */
	if (mode & FMODE_NDELAY)
		err = 0;
	else if (!err && !fd->format.size)
		err = -EIO;
	else if (!err && mode & FMODE_WRITE && fd->write_protected)
		err = -EROFS;
	if (!err)
		fd->opened++;
	return err;
}

static void floppy_release(struct gendisk *disk, fmode_t mode)
{
	struct floppy *fd = disk->private_data;

	fd->opened--;
}

static unsigned int floppy_check_events(struct gendisk *disk, unsigned int clearing)
{
	struct floppy *fd = disk->private_data;

	begin(fd);
	end(fd);
	return fd->changed ? DISK_EVENT_MEDIA_CHANGE : 0;
}

static int floppy_getgeo(struct block_device *bdev, struct hd_geometry *geo)
{
	struct floppy *fd = bdev->bd_disk->private_data;

	if (!fd->format.size)
		return -EIO;
	geo->heads = fd->format.head;
	geo->sectors = fd->format.sect;
	geo->cylinders = fd->format.track;
	geo->start = 0;
	return 0;
}

/* ---- requests ---- */

static void copy_segment(struct bio_vec *bv, void *buffer, bool write)
{
	char *p = kmap_local_page(bv->bv_page);

	if (write)
		memcpy(buffer, p + bv->bv_offset, bv->bv_len);
	else
		memcpy(p + bv->bv_offset, buffer, bv->bv_len);
	kunmap_local(p);
}

/* Between the buffer and what is left of the request, that many bytes. */
static void copy_request(struct request *rq, unsigned int bytes, bool write)
{
	struct req_iterator iter;
	struct bio_vec bv;
	unsigned int done = 0;

	rq_for_each_segment(bv, rq, iter)
	{
		if (done == bytes)
			break;
		bv.bv_len = min(bv.bv_len, bytes - done);
		copy_segment(&bv, (char *)fdc_buffer() + done, write);
		done += bv.bv_len;
	}
}

static struct fdc_place place_of(const struct floppy_struct *format, sector_t sector,
				 unsigned int count)
{
	unsigned int of_cylinder = format->sect * format->head;
	unsigned int cylinder = (unsigned int)sector / of_cylinder;
	unsigned int rest = (unsigned int)sector % of_cylinder;

	count = min3(count, of_cylinder - rest, (unsigned int)FDC_BUFFER_BYTES / 512);
	return (struct fdc_place){.cylinder = cylinder,
				  .head = rest / format->sect,
				  .sector = rest % format->sect + 1,
				  .count = count};
}

static blk_status_t do_piece(struct floppy *fd, struct request *rq, unsigned int *bytes)
{
	bool write = op_is_write(req_op(rq));
	struct fdc_place place = place_of(&fd->format, blk_rq_pos(rq), blk_rq_sectors(rq));

	*bytes = place.count * 512;
	if (write)
		copy_request(rq, *bytes, true);
	if (transfer(fd, &fd->format, &place, write, TRIES)) {
		pr_err("%s: error at cylinder %u, head %u, sector %u\n", fd->disk->disk_name,
		       place.cylinder, place.head, place.sector);
		return BLK_STS_IOERR;
	}
	if (!write)
		copy_request(rq, *bytes, false);
	return BLK_STS_OK;
}

static blk_status_t floppy_queue_rq(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd)
{
	struct request *rq = bd->rq;
	struct floppy *fd = rq->q->queuedata;
	blk_status_t status = BLK_STS_OK;
	unsigned int bytes = 0;

	blk_mq_start_request(rq);
	if (req_op(rq) != REQ_OP_READ && req_op(rq) != REQ_OP_WRITE) {
		blk_mq_end_request(rq, BLK_STS_NOTSUPP);
		return BLK_STS_OK;
	}
	begin(fd);
	/* another disk: what was asked for is gone */
	do {
		if (fd->changed || !fd->format.size)
			status = BLK_STS_IOERR;
		else
			status = do_piece(fd, rq, &bytes);
	} while (!status && blk_update_request(rq, BLK_STS_OK, bytes));
	end(fd);
	if (status)
		blk_mq_end_request(rq, status);
	else
		__blk_mq_end_request(rq, BLK_STS_OK);
	return BLK_STS_OK;
}

static const struct blk_mq_ops floppy_mq_ops = {.queue_rq = floppy_queue_rq};

/* ---- ioctls: fd(4) ---- */

static bool possible(const struct floppy *fd, const struct floppy_struct *f)
{
	return f->sect && f->sect <= 64 && f->head && f->head <= 2 && f->track &&
	       f->track <= fd->type->cylinders + 4u && f->size == f->sect * f->head * f->track &&
	       !(f->rate & (FD_2M | FD_SIZECODEMASK)) && !(f->stretch & ~FD_STRETCH);
}

static int set_format(struct floppy *fd, void __user *arg)
{
	struct floppy_struct format;

	if (copy_from_user(&format, arg, sizeof(format)))
		return -EFAULT;
	format.name = NULL;
	if (!possible(fd, &format))
		return -EINVAL;
	mutex_lock(&fdc_mutex);
	fd->format = format;
	fd->format_given = true;
	fd->changed = false;
	use_size(fd);
	mutex_unlock(&fdc_mutex);
	invalidate_bdev(fd->disk->part0);
	return 0;
}

/* Of a disk without a format, what its drive would give it. */
static int get_format(struct floppy *fd, void __user *arg)
{
	struct floppy_struct format = fd->format.size ? fd->format : formats[fd->type->formats[0]];

	format.name = NULL;
	return copy_to_user(arg, &format, sizeof(format)) ? -EFAULT : 0;
}

static int format_track(struct floppy *fd, void __user *arg)
{
	struct format_descr where;
	int err, tries;

	if (copy_from_user(&where, arg, sizeof(where)))
		return -EFAULT;
	if (!fd->format.size)
		fd->format = formats[fd->type->formats[0]];
	if (where.track >= fd->format.track || where.head >= fd->format.head)
		return -EINVAL;
	begin(fd);
	for (tries = 0, err = -EIO; err && err != -EROFS && tries < TRIES; tries++) {
		fd->drive.stepped_double = fd->format.stretch & FD_STRETCH;
		err = fdc_format_track(&fd->drive, &fd->format, where.track, where.head);
		if (err == -ETIMEDOUT)
			reset(fd);
		else if (err)
			fdc_recalibrate(&fd->drive);
	}
	use_size(fd);
	end(fd);
	return err;
}

static int get_state(struct floppy *fd, bool poll, void __user *arg)
{
	struct floppy_drive_struct state = {};

	if (poll) {
		begin(fd);
		fd->write_protected = fdc_write_protected(&fd->drive) > 0;
		end(fd);
	}
	state.flags =
	    (fd->changed ? FD_DISK_NEWCHANGE : 0) | (fd->write_protected ? 0 : FD_DISK_WRITABLE);
	state.track = fd->drive.cylinder;
	state.generation = fd->generation;
	state.fd_ref = fd->opened;
	return copy_to_user(arg, &state, sizeof(state)) ? -EFAULT : 0;
}

static int get_type(struct floppy *fd, void __user *arg)
{
	floppy_drive_name name = {};

	strscpy(name, fd->type->name, sizeof(name));
	return copy_to_user(arg, name, sizeof(name)) ? -EFAULT : 0;
}

static int clear_format(struct floppy *fd)
{
	mutex_lock(&fdc_mutex);
	fd->changed = true;
	mutex_unlock(&fdc_mutex);
	return 0;
}

static int floppy_ioctl(struct block_device *bdev, fmode_t mode, unsigned int cmd,
			unsigned long arg)
{
	struct floppy *fd = bdev->bd_disk->private_data;
	void __user *user = (void __user *)arg;

	if (cmd & 0x40 && _IOC_TYPE(cmd) == 2 && !(mode & FMODE_WRITE))
		return -EPERM;
	switch (cmd) {
	case FDGETPRM:
		return get_format(fd, user);
	case FDSETPRM:
	case FDDEFPRM:
		return set_format(fd, user);
	case FDCLRPRM:
	case FDFMTEND:
		return clear_format(fd);
	case FDFMTBEG:
	case FDMSGON:
	case FDMSGOFF:
		return 0;
	case FDFMTTRK:
		return format_track(fd, user);
	case FDFLUSH:
		invalidate_bdev(bdev);
		return 0;
	case FDGETDRVTYP:
		return get_type(fd, user);
	case FDGETDRVSTAT:
	case FDPOLLDRVSTAT:
		return get_state(fd, cmd == FDPOLLDRVSTAT, user);
	case FDRESET:
		mutex_lock(&fdc_mutex);
		reset(fd);
		mutex_unlock(&fdc_mutex);
		return 0;
	}
	return -ENOTTY;
}

static const struct block_device_operations floppy_fops = {
    .owner = THIS_MODULE,
    .open = floppy_open,
    .release = floppy_release,
    .ioctl = floppy_ioctl,
    .check_events = floppy_check_events,
    .getgeo = floppy_getgeo,
};

/* ---- */

static int add_drive(unsigned int unit, unsigned int type)
{
	struct floppy *fd = &floppies[unit];
	int err;

	fd->drive.unit = unit;
	fd->drive.cylinder = -1;
	fd->type = &types[type];
	fd->changed = true;
	INIT_DELAYED_WORK(&fd->motor_off, motor_off_work);
	err = blk_mq_alloc_sq_tag_set(&fd->tag_set, &floppy_mq_ops, 1, BLK_MQ_F_BLOCKING);
	if (err)
		return err;
	fd->disk = blk_mq_alloc_disk(&fd->tag_set, fd);
	if (IS_ERR(fd->disk)) {
		blk_mq_free_tag_set(&fd->tag_set);
		return PTR_ERR(fd->disk);
	}
	fd->disk->major = FLOPPY_MAJOR;
	fd->disk->first_minor = unit;
	fd->disk->minors = 1;
	fd->disk->flags = GENHD_FL_REMOVABLE | GENHD_FL_NO_PART;
	fd->disk->fops = &floppy_fops;
	fd->disk->private_data = fd;
	snprintf(fd->disk->disk_name, DISK_NAME_LEN, "fd%u", unit);
	blk_queue_max_hw_sectors(fd->disk->queue, FDC_BUFFER_BYTES / 512);
	err = add_disk(fd->disk);
	if (err) {
		put_disk(fd->disk);
		blk_mq_free_tag_set(&fd->tag_set);
		return err;
	}
	all_drives[unit] = &fd->drive;
	pr_info("Floppy drive: %s is %s\n", fd->disk->disk_name, fd->type->name);
	return 0;
}

static void remove_drives(void)
{
	unsigned int i;

	for (i = 0; i < DRIVES; i++) {
		if (!all_drives[i])
			continue;
		del_gendisk(floppies[i].disk);
		put_disk(floppies[i].disk);
		blk_mq_free_tag_set(&floppies[i].tag_set);
		cancel_delayed_work_sync(&floppies[i].motor_off);
	}
}

static int add_drives(void)
{
	unsigned int cells, i, found = 0;
	int err = 0;

	spin_lock_irq(&rtc_lock);
	cells = CMOS_READ(CMOS_DRIVES);
	spin_unlock_irq(&rtc_lock);
	for (i = 0; !err && i < DRIVES; i++) {
		unsigned int type = i ? cells & 15 : cells >> 4;

		if (!type || type >= ARRAY_SIZE(types))
			continue;
		err = add_drive(i, type);
		found += !err;
	}
	return err ? err : found ? 0 : -ENODEV;
}

static int __init floppy_init(void)
{
	int err = register_blkdev(FLOPPY_MAJOR, "fd");

	if (err)
		return err;
	err = fdc_init();
	if (err)
		goto number;
	err = add_drives();
	if (!err)
		return 0;
	remove_drives();
	fdc_exit();
number:
	unregister_blkdev(FLOPPY_MAJOR, "fd");
	return err;
}
module_init(floppy_init);

static void __exit floppy_exit(void)
{
	remove_drives();
	fdc_exit();
	unregister_blkdev(FLOPPY_MAJOR, "fd");
}
module_exit(floppy_exit);
