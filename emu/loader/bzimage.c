/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/bzimage.h"

#include <stdio.h>
#include <string.h>

#include "emu/loader/e820.h"

#define SECTOR		 512u
#define OLD_SETUP_SECTS	 4u /* what setup_sects == 0 means */
#define PAGE		 4096u
#define PARAGRAPH	 16u
#define ZIMAGE_FIRST	 0x1000u /* where code that is not LOADED_HIGH runs */
#define ZIMAGE_END	 0x90000u
#define HIGH_FIRST	 0x100000u
#define OLD_INITRD_MAX	 0x37ffffffu /* before 2.03 */
#define OLD_CMDLINE_MAX	 255u	     /* before 2.06 */
#define OLD_CMDLINE_MARK 0xa33fu     /* before 2.02 */
#define LOADER_UNKNOWN	 0xffu

/* Low memory: kernels before 2.02 look for the zero page at 90000h and the line within 64 KiB. */
#define ZERO_PAGE 0x90000u
#define GDT_PA	  0x91000u
#define CMDLINE	  0x92000u

#define LOADED_HIGH  0x01u
#define CAN_USE_HEAP 0x80u
#define KERNEL_64    0x01u

/* The setup header's place in the file and in the zero page, "The Real-Mode Kernel Header". */
#define HEADER_FIRST 0x1f1u
#define HEADER_LEAST 0x20cu /* what 2.00 is sure to have up to, and this loader reads */

struct setup_header {
	uint8_t setup_sects;
	uint16_t root_flags;
	uint32_t syssize;
	uint16_t ram_size, vid_mode, root_dev, boot_flag;
	uint8_t jump[2]; /* jump[1]: bytes from 202h to the header's end */
	uint32_t magic;
	uint16_t version;
	uint32_t realmode_swtch;
	uint16_t start_sys_seg, kernel_version;
	uint8_t type_of_loader, loadflags;
	uint16_t setup_move_size;
	uint32_t code32_start, ramdisk_image, ramdisk_size, bootsect_kludge;
	uint16_t heap_end_ptr;
	uint8_t ext_loader_ver, ext_loader_type;
	uint32_t cmd_line_ptr, initrd_addr_max, kernel_alignment;
	uint8_t relocatable_kernel, min_alignment;
	uint16_t xloadflags;
	uint32_t cmdline_size, hardware_subarch;
	uint64_t hardware_subarch_data;
	uint32_t payload_offset, payload_length;
	uint64_t setup_data, pref_address;
	uint32_t init_size, handover_offset, kernel_info_offset;
} __attribute__((packed));

_Static_assert(HEADER_FIRST + sizeof(struct setup_header) == 0x26c, "as boot.rst's table has it");

struct e820_raw {
	uint64_t first, bytes;
	uint32_t type;
} __attribute__((packed));

/* zero-page.rst */
enum {
	ZP_CURSOR_X = 0x000,
	ZP_CURSOR_Y = 0x001,
	ZP_EXT_MEM_K = 0x002,
	ZP_VIDEO_MODE = 0x006,
	ZP_COLUMNS = 0x007,
	ZP_EGA_BX = 0x00a,
	ZP_LINES = 0x00e,
	ZP_IS_VGA = 0x00f,
	ZP_POINTS = 0x010,
	ZP_OLD_CMDLINE_MARK = 0x020,
	ZP_OLD_CMDLINE_OFF = 0x022,
	ZP_ALT_MEM_K = 0x1e0,
	ZP_E820_ENTRIES = 0x1e8,
	ZP_E820_TABLE = 0x2d0
};

bool bzimage_is_kernel(const uint8_t *data, size_t bytes)
{
	return bytes >= 0x206 && data[0x1fe] == 0x55 && data[0x1ff] == 0xaa &&
	       !memcmp(data + 0x202, "HdrS", 4);
}

/* ---- the header ---- */

struct kernel {
	struct setup_header header;
	size_t header_bytes;
	size_t setup_bytes; /* of the real-mode code, which is not run */
	const uint8_t *code;
	size_t code_bytes;
	uint32_t first; /* where the code goes */
	uint64_t end;	/* one past what it needs before it has a memory map of its own */
};

static bool read_header(const struct bzimage_request *request, struct kernel *kernel,
			const struct plan_error *error)
{
	size_t end = 0x202u + request->data[0x201];
	struct setup_header *header = &kernel->header;

	if (end < HEADER_LEAST)
		return plan_refuse(error, "setup header: it ends at 0x%zx, inside of itself", end);
	if (end > request->bytes)
		return plan_refuse(error,
				   "setup header: cut off: it ends at 0x%zx, the file at 0x%zx",
				   end, request->bytes);
	kernel->header_bytes = end - HEADER_FIRST;
	*header = (struct setup_header){0};
	memcpy(header, request->data + HEADER_FIRST,
	       kernel->header_bytes < sizeof(*header) ? kernel->header_bytes : sizeof(*header));
	if (header->version < 0x200)
		return plan_refuse(error, "setup header: boot protocol version %u.%02u is none",
				   header->version >> 8, header->version & 0xffu);
	if (header->version >= 0x20c && header->xloadflags & KERNEL_64)
		return plan_refuse(error, "is a 64-bit Linux kernel; this machine is an i686");
	return true;
}

static bool find_code(const struct bzimage_request *request, struct kernel *kernel,
		      const struct plan_error *error)
{
	const struct setup_header *header = &kernel->header;
	unsigned sectors = header->setup_sects ? header->setup_sects : OLD_SETUP_SECTS;
	uint64_t wanted;

	kernel->setup_bytes = (sectors + 1) * SECTOR;
	if (kernel->setup_bytes >= request->bytes)
		return plan_refuse(error,
				   "setup header: setup_sects %u: no kernel follows, the file has "
				   "%zu bytes",
				   header->setup_sects, request->bytes);
	kernel->code = request->data + kernel->setup_bytes;
	kernel->code_bytes = request->bytes - kernel->setup_bytes;
	/* Before 2.04 only 16 of its bits are there. The last paragraph need not be whole. */
	wanted = header->version >= 0x204 ? (uint64_t)header->syssize * PARAGRAPH : 0;
	if (wanted >= kernel->code_bytes + PARAGRAPH)
		return plan_refuse(
		    error,
		    "is cut off: syssize asks for 0x%llx bytes after the setup, there "
		    "are 0x%zx",
		    (unsigned long long)wanted, kernel->code_bytes);
	return true;
}

/* Where it goes, and how far it reaches until it knows what memory there is. */
static bool place_code(const struct plan *plan, struct kernel *kernel,
		       const struct plan_error *error)
{
	const struct setup_header *header = &kernel->header;

	kernel->first = header->loadflags & LOADED_HIGH ? HIGH_FIRST : ZIMAGE_FIRST;
	kernel->end = kernel->first + kernel->code_bytes;
	if (kernel->first == ZIMAGE_FIRST && kernel->end > ZIMAGE_END)
		return plan_refuse(error,
				   "is not LOADED_HIGH, but its 0x%zx bytes do not fit below 0x%x",
				   kernel->code_bytes, ZIMAGE_END);
	if (header->version < 0x20a)
		return true;

	/* It moves itself there before it unpacks ("pref_address", "init_size"). */
	uint64_t start =
	    header->pref_address > kernel->first ? header->pref_address : kernel->first;
	uint64_t end = start + header->init_size;

	if (end < start || !e820_usable(plan_ram_bytes(plan), start, header->init_size))
		return plan_refuse(
		    error,
		    "needs 0x%x bytes (init_size) at physical 0x%llx (pref_address); "
		    "-m is %lluM",
		    header->init_size, (unsigned long long)start,
		    (unsigned long long)plan_ram_bytes(plan) >> 20);
	kernel->end = end > kernel->end ? end : kernel->end;
	return true;
}

/* ---- the initial RAM disk ---- */

static bool load_initrd(struct plan *plan, const struct bzimage_request *request,
			struct kernel *kernel, const struct plan_error *error)
{
	const struct plan_error own = {request->initrd_file, error->text, error->text_bytes};
	struct setup_header *header = &kernel->header;
	uint64_t ram_end = plan_ram_bytes(plan) - E820_TOP_BYTES;
	uint64_t limit = header->version >= 0x203 ? header->initrd_addr_max : OLD_INITRD_MAX;
	uint64_t end = limit + 1 < ram_end ? limit + 1 : ram_end;
	uint64_t above = kernel->end < HIGH_FIRST ? HIGH_FIRST : kernel->end;
	uint64_t pa;

	if (!request->initrd_file || !request->initrd_bytes)
		return true;
	if (end < above || request->initrd_bytes > end - above)
		return plan_refuse(
		    &own,
		    "no room for its %zu bytes between the kernel (0x%llx) and 0x%llx "
		    "(-m is %lluM)",
		    request->initrd_bytes, (unsigned long long)above, (unsigned long long)end,
		    (unsigned long long)plan_ram_bytes(plan) >> 20);
	pa = (end - request->initrd_bytes) & ~(uint64_t)(PAGE - 1);
	if (pa < above)
		pa = above;
	header->ramdisk_image = (uint32_t)pa;
	header->ramdisk_size = (uint32_t)request->initrd_bytes;
	return plan_load(plan, pa, request->initrd, request->initrd_bytes, request->initrd_bytes,
			 "initrd", &own);
}

/* ---- the zero page ---- */

static void put16(uint8_t *page, unsigned off, unsigned value)
{
	page[off] = (uint8_t)value;
	page[off + 1] = (uint8_t)(value >> 8);
}

static void put32(uint8_t *page, unsigned off, uint32_t value)
{
	memcpy(page + off, &value, sizeof(value));
}

/* The text mode that firmware leaves: 80 by 25, 16 lines a character, VGA in colour. */
static void put_screen(uint8_t *page)
{
	page[ZP_CURSOR_X] = 0;
	page[ZP_CURSOR_Y] = 0;
	page[ZP_VIDEO_MODE] = 3;
	page[ZP_COLUMNS] = 80;
	put16(page, ZP_EGA_BX, 3);
	page[ZP_LINES] = 25;
	page[ZP_IS_VGA] = 1;
	put16(page, ZP_POINTS, 16);
}

static void put_memory(uint8_t *page, uint64_t ram_bytes)
{
	struct e820_entry entries[E820_MAX];
	unsigned count = e820_map(ram_bytes, entries);
	uint64_t above_k = (ram_bytes - E820_TOP_BYTES - HIGH_FIRST) >> 10;

	for (unsigned i = 0; i < count; i++) {
		const struct e820_raw raw = {entries[i].first, entries[i].bytes, entries[i].type};

		memcpy(page + ZP_E820_TABLE + i * sizeof(raw), &raw, sizeof(raw));
	}
	page[ZP_E820_ENTRIES] = (uint8_t)count;
	put16(page, ZP_EXT_MEM_K, above_k < 0xfc00 ? (unsigned)above_k : 0xfc00);
	put32(page, ZP_ALT_MEM_K, (uint32_t)above_k);
}

static void put_header(uint8_t *page, struct kernel *kernel)
{
	struct setup_header *header = &kernel->header;

	header->type_of_loader = LOADER_UNKNOWN;
	header->loadflags |= header->version >= 0x201 ? CAN_USE_HEAP : 0;
	header->code32_start = kernel->first;
	if (header->version >= 0x202) {
		header->cmd_line_ptr = CMDLINE;
	} else {
		put16(page, ZP_OLD_CMDLINE_MARK, OLD_CMDLINE_MARK);
		put16(page, ZP_OLD_CMDLINE_OFF, CMDLINE - ZERO_PAGE);
	}
	memcpy(page + HEADER_FIRST, header,
	       kernel->header_bytes < sizeof(*header) ? kernel->header_bytes : sizeof(*header));
}

static bool load_zero_page(struct plan *plan, struct kernel *kernel, const struct plan_error *error)
{
	uint8_t *page = plan_alloc(plan, PAGE);

	if (!page)
		return plan_refuse(error, "out of host memory");
	put_screen(page);
	put_memory(page, plan_ram_bytes(plan));
	put_header(page, kernel);
	return plan_load(plan, ZERO_PAGE, page, PAGE, PAGE, "zero page", error);
}

static bool load_cmdline(struct plan *plan, const struct bzimage_request *request,
			 const struct kernel *kernel, const struct plan_error *error)
{
	const struct setup_header *header = &kernel->header;
	size_t most = header->version >= 0x206 ? header->cmdline_size : OLD_CMDLINE_MAX;
	size_t length = strlen(request->cmdline);

	if (length > most)
		return plan_refuse(error,
				   "the command line has %zu characters; this kernel takes %zu",
				   length, most);
	return plan_load(plan, CMDLINE, request->cmdline, length + 1, length + 1, "command line",
			 error);
}

/* "32-bit boot protocol": __BOOT_CS (10h) and __BOOT_DS (18h), flat. */
static bool load_gdt(struct plan *plan, const struct plan_error *error)
{
	static const uint64_t gdt[] = {0, 0, 0x00cf9b000000ffff, 0x00cf93000000ffff};

	return plan_load(plan, GDT_PA, gdt, sizeof(gdt), sizeof(gdt), "GDT", error);
}

bool bzimage_plan(struct plan *plan, const struct bzimage_request *request,
		  struct cpu_linux_entry *entry, const struct plan_error *error)
{
	struct kernel kernel = {0};

	if (!read_header(request, &kernel, error) || !find_code(request, &kernel, error) ||
	    !place_code(plan, &kernel, error) ||
	    !plan_load(plan, kernel.first, kernel.code, kernel.code_bytes, kernel.code_bytes,
		       "kernel", error) ||
	    !load_initrd(plan, request, &kernel, error) ||
	    !load_cmdline(plan, request, &kernel, error) || !load_zero_page(plan, &kernel, error) ||
	    !load_gdt(plan, error))
		return false;
	*entry = (struct cpu_linux_entry){
	    .eip = kernel.first, .esi = ZERO_PAGE, .gdt = GDT_PA, .gdt_limit = 0x1f};
	return true;
}
