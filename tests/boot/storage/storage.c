/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A multiboot image that works the IDE disk, the CD-ROM and the floppy drive as
 * a plain driver does, and prints what it sees: one line a case, the same on
 * every PC. Disk: primary master, no slave; CD: secondary master; floppy: A.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

__asm__(".section .multiboot, \"a\"\n"
	".long 0x1badb002, 0, -0x1badb002\n"
	".text\n"
	".globl start\n"
	"start: mov $stack_top, %esp\n"
	"	call main\n"
	"1:	hlt\n"
	"	jmp 1b\n"
	".bss\n"
	".skip 16384\n"
	"stack_top:\n"
	".text\n");

static inline void outb(u16 port, u8 value)
{
	__asm__ volatile("outb %0, %1" ::"a"(value), "Nd"(port));
}
static inline void outw(u16 port, u16 value)
{
	__asm__ volatile("outw %0, %1" ::"a"(value), "Nd"(port));
}
static inline void outl(u16 port, u32 value)
{
	__asm__ volatile("outl %0, %1" ::"a"(value), "Nd"(port));
}
static inline u8 inb(u16 port)
{
	u8 value;
	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}
static inline u16 inw(u16 port)
{
	u16 value;
	__asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}
static inline u32 inl(u16 port)
{
	u32 value;
	__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* ---- printing ---- */

static void put(char c)
{
	while (!(inb(0x3fd) & 0x20))
		;
	outb(0x3f8, (u8)c);
}

static void text(const char *s)
{
	while (*s)
		put(*s++);
}

static void hex(u32 value, int digits)
{
	put(' ');
	for (int i = digits - 1; i >= 0; i--)
		put("0123456789abcdef"[value >> 4 * i & 15]);
}

static void end_line(void)
{
	put('\n');
}

static u32 sum(const u8 *from, u32 bytes)
{
	u32 a = 0;

	while (bytes--)
		a = a * 33 + *from++;
	return a;
}

/* ---- ATA ---- */

enum { DATA, ERROR, COUNT, LOW, MID, HIGH, DEVICE, STATUS };

static u8 buffer[1 << 18] __attribute__((aligned(65536)));
static u32 prd[64] __attribute__((aligned(512)));
static u16 base, control, master;

static u8 wait(void)
{
	for (u32 i = 0; i < 2000000; i++)
		if (!(inb(control) & 0x80))
			break;
	return inb((u16)(base + STATUS));
}

static void channel(int second)
{
	outl(0xcf8, 0x80000920);
	master = (u16)((inl(0xcfc) & 0xfff0) + (second ? 8 : 0));
	outl(0xcf8, 0x80000904);
	outw(0xcfc, 5);
	base = second ? 0x170 : 0x1f0;
	control = second ? 0x376 : 0x3f6;
	outb(control, 2); /* by polling */
}

static void registers(u8 device, u32 lba, u8 count)
{
	outb((u16)(base + DEVICE), device);
	outb((u16)(base + COUNT), count);
	outb((u16)(base + LOW), (u8)lba);
	outb((u16)(base + MID), (u8)(lba >> 8));
	outb((u16)(base + HIGH), (u8)(lba >> 16));
}

static u8 command(u8 code)
{
	outb((u16)(base + STATUS), code);
	return wait();
}

static void read_words(u8 *to, u32 bytes)
{
	for (u32 i = 0; i < bytes; i += 2) {
		u16 word = inw(base);

		to[i] = (u8)word;
		to[i + 1] = (u8)(word >> 8);
	}
}

static void write_words(const u8 *from, u32 bytes)
{
	for (u32 i = 0; i < bytes; i += 2)
		outw(base, (u16)(from[i] | from[i + 1] << 8));
}

static void show_registers(const char *what)
{
	u8 status = wait();

	text(what);
	text(":");
	hex(status & 0xe9, 2); /* less DSC, index and corrected: obsolete */
	for (int i = ERROR; i <= HIGH; i++)
		hex(inb((u16)(base + i)), 2);
	end_line();
}

/* Status and error only: the other registers of a failed command differ from drive to drive. */
static void show_error(const char *what)
{
	u8 status = wait();

	text(what);
	text(":");
	hex(status & 0x89, 2);
	hex(status & 1 ? inb((u16)(base + ERROR)) : 0, 2);
	end_line();
}

static void show_data(const char *what, u32 bytes)
{
	text(what);
	text(":");
	hex(wait() & 0x89, 2);
	hex(sum(buffer, bytes), 8);
	end_line();
}

static void soft_reset(const char *what)
{
	outb(control, 6);
	for (u32 i = 0; i < 1000; i++)
		inb(control);
	outb(control, 2);
	show_registers(what);
}

static void identify_disk(void)
{
	static const u8 words[] = {0, 1, 3, 6, 49, 53, 54, 55, 56, 57, 58, 60, 61, 63, 100, 101};
	u16 *identity = (u16 *)buffer;

	registers(0xa0, 0, 0);
	command(0xec);
	read_words(buffer, 512);
	text("identify:");
	for (u32 i = 0; i < sizeof(words); i++)
		hex(words[i] == 49   ? identity[49] & 0x0300
		    : words[i] == 63 ? identity[63] & 7
				     : identity[words[i]],
		    4);
	end_line();
	text("48 bits, flush:");
	hex(identity[83] & 0x7400, 4);
	end_line();
}

static void pio_reads(void)
{
	registers(0xe0, 5, 3);
	command(0x20);
	for (int i = 0; i < 3; i++) {
		wait();
		read_words(buffer + 512 * i, 512);
	}
	show_data("read sectors", 3 * 512);
	show_registers("after it");
	registers(0xe0, 9, 1);
	command(0x21);
	for (u32 i = 0; i < 128; i++)
		((u32 *)buffer)[i] = inl(base);
	show_data("by 32 bits", 512);
	registers(0xa3, 2 << 8 | 7, 2); /* cylinder 2, head 3, sector 7 */
	command(0x20);
	read_words(buffer, 512);
	wait();
	read_words(buffer + 512, 512);
	show_data("by cylinder, head, sector", 1024);
	registers(0xe0, 0, 0);
	registers(0xe0, 40, 2);
	command(0x24);
	read_words(buffer, 512);
	wait();
	read_words(buffer + 512, 512);
	show_data("read sectors ext", 1024);
}

static void multiple(void)
{
	outb((u16)(base + COUNT), 8);
	outb((u16)(base + DEVICE), 0xe0);
	command(0xc6);
	show_error("set multiple 8");
	registers(0xe0, 60, 11);
	command(0xc4);
	read_words(buffer, 8 * 512);
	wait();
	read_words(buffer + 8 * 512, 3 * 512);
	show_data("read multiple", 11 * 512);
	for (u32 i = 0; i < 11 * 512; i++)
		buffer[i] = (u8)(i * 13);
	registers(0xe0, 80, 11);
	command(0xc5);
	write_words(buffer, 8 * 512);
	wait();
	write_words(buffer + 8 * 512, 3 * 512);
	show_error("write multiple");
	registers(0xe0, 80, 11);
	command(0xc4);
	read_words(buffer, 8 * 512);
	wait();
	read_words(buffer + 8 * 512, 3 * 512);
	show_data("read back", 11 * 512);
}

static void pio_writes(void)
{
	for (u32 i = 0; i < 1024; i++)
		buffer[i] = (u8)(i * 7 + 1);
	registers(0xe0, 100, 2);
	text("write sectors:");
	hex(command(0x30) & 0x89, 2);
	write_words(buffer, 512);
	hex(wait() & 0x89, 2);
	write_words(buffer + 512, 512);
	hex(wait() & 0x89, 2);
	end_line();
	command(0xe7);
	show_error("flush");
	registers(0xe0, 100, 2);
	command(0x20);
	read_words(buffer, 512);
	wait();
	read_words(buffer + 512, 512);
	show_data("read back", 1024);
}

static void failures(void)
{
	u32 sectors = *(u32 *)(buffer + 65536);

	registers((u8)(0xe0 | sectors >> 24), sectors, 1);
	command(0x20);
	show_error("beyond the end");
	registers(0xe0, 1, 1);
	command(0x00);
	show_error("nop");
	command(0x22);
	show_error("no such command");
	outb((u16)(base + ERROR), 3);
	outb((u16)(base + COUNT), 0x23);
	command(0xef);
	show_error("no such mode");
	outb((u16)(base + ERROR), 3);
	outb((u16)(base + COUNT), 0x22);
	command(0xef);
	show_error("multiword DMA 2");
	command(0xa1);
	show_error("identify packet");
	command(0xe5);
	show_error("check power");
	registers(0xe0, 0, 0);
	command(0x90);
	show_registers("diagnostic");
	outb((u16)(base + DEVICE), 0xb0);
	text("absent slave:");
	hex(inb((u16)(base + STATUS)), 2);
	hex(inb(control), 2);
	outb((u16)(base + DEVICE), 0xe0);
	hex(wait() & 0x89, 2);
	end_line();
}

/* ---- bus master ---- */

static void put_prd(int n, u32 at, u32 bytes, int last)
{
	prd[2 * n] = (u32)buffer + at;
	prd[2 * n + 1] = (bytes & 0xffff) | (last ? 0x80000000u : 0);
}

static void run_dma(const char *what, u8 code, u8 direction, u32 bytes)
{
	outb(master, 0);
	outb((u16)(master + 2), 6);
	outl((u16)(master + 4), (u32)prd);
	outb((u16)(base + STATUS), code);
	outb(master, direction | 1);
	for (u32 i = 0; i < 2000000; i++)
		if (inb((u16)(master + 2)) & 4)
			break;
	text(what);
	text(":");
	hex(inb((u16)(master + 2)) & 7, 2);
	hex(wait() & 0x89, 2);
	outb(master, 0);
	hex(inb((u16)(master + 2)) & 7, 2);
	hex(sum(buffer, bytes), 8);
	end_line();
}

static void dma(void)
{
	outb(control, 0);
	put_prd(0, 0, 4096, 0);
	put_prd(1, 8192, 4096, 1);
	registers(0xe0, 20, 16);
	run_dma("dma read", 0xc8, 8, 16384);
	put_prd(0, 0, 0, 0);
	put_prd(1, 65536, 0, 1);
	registers(0xe0, 0, 0);
	run_dma("dma of 128 KiB", 0xc8, 8, 131072);
	put_prd(0, 0, 32768, 1);
	registers(0xe0, 7, 8);
	run_dma("a table too long", 0xc8, 8, 8192);
	for (u32 i = 0; i < 6; i++)
		put_prd((int)i, i * 1024, 512, i == 5);
	registers(0xe0, 30, 6);
	run_dma("scattered", 0xc8, 8, 6144);
	for (u32 i = 0; i < 2048; i++)
		buffer[i] = (u8)(i * 11);
	put_prd(0, 0, 2048, 1);
	registers(0xe0, 120, 4);
	run_dma("dma write", 0xca, 0, 2048);
	for (u32 i = 0; i < 2048; i++)
		buffer[i] = 0;
	registers(0xe0, 120, 4);
	run_dma("read back", 0xc8, 8, 2048);
	outb(control, 2);
}

/* ---- ATAPI ---- */

static u8 packet[12];

static void say_packet(const char *what, u32 limit, u32 shown)
{
	u32 got = 0;
	u8 status;

	outb((u16)(base + ERROR), 0);
	outb((u16)(base + MID), (u8)limit);
	outb((u16)(base + HIGH), (u8)(limit >> 8));
	command(0xa0);
	write_words(packet, 12);
	text(what);
	text(":");
	while ((status = wait()) & 8) {
		u32 bytes = inb((u16)(base + MID)) | (u32)inb((u16)(base + HIGH)) << 8;

		if (!bytes || got + bytes > 65536)
			break;
		read_words(buffer + got, bytes);
		got += bytes;
	}
	hex(status & 0x89, 2);
	hex(status & 1 ? inb((u16)(base + ERROR)) >> 4 : 0, 2);
	hex(got, 5);
	if (shown == 0xffff)
		hex(sum(buffer, got), 8);
	for (u32 i = 0; i < shown && i < got && shown != 0xffff; i++)
		hex(buffer[i], 2);
	end_line();
}

static void set_packet(u8 a, u8 b, u8 c, u8 d, u8 e, u8 f, u8 g, u8 h, u8 i, u8 j)
{
	const u8 bytes[12] = {a, b, c, d, e, f, g, h, i, j, 0, 0};

	for (int n = 0; n < 12; n++)
		packet[n] = bytes[n];
}

static void sense(const char *what)
{
	set_packet(3, 0, 0, 0, 18, 0, 0, 0, 0, 0);
	say_packet("request sense", 18, 0);
	text(what);
	text(":");
	hex(buffer[2] & 15, 1);
	hex(buffer[12], 2);
	end_line();
}

static void cdrom(void)
{
	channel(1);
	outb((u16)(base + DEVICE), 0xa0);
	soft_reset("cd: reset");
	command(0xec);
	show_error("identify device");
	for (int i = 0; i < 3; i++) { /* what was pending is told now */
		set_packet(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
		outb((u16)(base + ERROR), 0);
		command(0xa0);
		write_words(packet, 12);
		wait();
	}
	set_packet(0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	say_packet("test unit ready", 0xfffe, 0);
	set_packet(0x12, 0, 0, 0, 36, 0, 0, 0, 0, 0);
	say_packet("inquiry", 0xfffe, 2);
	set_packet(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	say_packet("read capacity", 0xfffe, 8);
	set_packet(0x28, 0, 0, 0, 0, 16, 0, 0, 3, 0);
	say_packet("read(10)", 0xfffe, 0xffff);
	say_packet("in blocks of 2048", 2048, 0xffff);
	say_packet("in blocks of 512", 512, 0xffff);
	set_packet(0xa8, 0, 0, 0, 0, 16, 0, 0, 0, 5);
	say_packet("read(12)", 4096, 0xffff);
	set_packet(0xbe, 0, 0, 0, 0, 16, 0, 0, 2, 0x10);
	say_packet("read cd", 2048, 0xffff);
	set_packet(0x43, 0, 0, 0, 0, 0, 0, 0, 20, 0);
	say_packet("read toc", 0xfffe, 20);
	set_packet(0x43, 2, 0, 0, 0, 0, 0, 0, 20, 0);
	say_packet("in minutes", 0xfffe, 20);
	set_packet(0x43, 0, 0, 0, 0, 0, 0, 0, 12, 0x40);
	say_packet("sessions", 0xfffe, 12);
	set_packet(0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0);
	say_packet("profile", 0xfffe, 8);
	set_packet(0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0);
	packet[4] = 0x10;
	say_packet("event status", 0xfffe, 0);
	set_packet(0x28, 0, 0x7f, 0, 0, 0, 0, 0, 1, 0);
	say_packet("beyond the end", 0xfffe, 0);
	sense("key and code of that");
	set_packet(0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	say_packet("no such command", 0xfffe, 0);
	sense("of this, too");
	sense("once more");
}

/* ---- floppy ---- */

static u8 result[16];

static int fifo_ready(u8 wanted)
{
	for (u32 i = 0; i < 4000000; i++)
		if ((inb(0x3f4) & 0xc0) == wanted)
			return 1;
	return 0;
}

static void send(u8 byte)
{
	if (fifo_ready(0x80))
		outb(0x3f5, byte);
}

static int take(void)
{
	int count = 0;

	while (fifo_ready(0xc0) && count < 16) {
		result[count++] = inb(0x3f5);
		for (int i = 0; i < 100; i++)
			inb(0x3f4);
		if (!(inb(0x3f4) & 0x10))
			break;
	}
	return count;
}

static void say_result(const char *what)
{
	int count = take();

	text(what);
	text(":");
	for (int i = 0; i < count; i++)
		hex(result[i], 2);
	end_line();
}

static void sense_interrupt(const char *what)
{
	send(8);
	say_result(what);
}

static void wait_seek(void)
{
	for (u32 i = 0; i < 200000; i++)
		if (!(inb(0x3f4) & 0x0f))
			break;
	for (u32 i = 0; i < 200000; i++)
		inb(0x3f4);
}

static void set_dma(u8 mode, u32 bytes)
{
	u32 at = (u32)buffer;

	outb(0x0a, 6);
	outb(0x0c, 0);
	outb(0x0b, (u8)(mode | 2));
	outb(0x04, (u8)at);
	outb(0x04, (u8)(at >> 8));
	outb(0x81, (u8)(at >> 16));
	outb(0x05, (u8)(bytes - 1));
	outb(0x05, (u8)((bytes - 1) >> 8));
	outb(0x0a, 2);
}

static void floppy_command(u8 code, u8 c, u8 h, u8 r, u8 eot)
{
	const u8 bytes[9] = {code, (u8)(h << 2), c, h, r, 2, eot, 0x1b, 0xff};

	for (int i = 0; i < 9; i++)
		send(bytes[i]);
}

static void floppy(void)
{
	outb(0x3f2, 0);
	for (u32 i = 0; i < 10000; i++)
		inb(0x61);
	outb(0x3f2, 0x1c);
	for (u32 i = 0; i < 200000; i++)
		inb(0x3f4);
	for (int i = 0; i < 4; i++)
		sense_interrupt("floppy: after the reset");
	sense_interrupt("without a reason");
	send(0x10);
	say_result("version");
	send(0x18);
	say_result("part id");
	outb(0x3f7, 0);
	send(3);
	send(0xdf);
	send(2);
	send(7);
	send(0);
	wait_seek();
	sense_interrupt("recalibrate");
	send(0x0f);
	send(0);
	send(5);
	wait_seek();
	sense_interrupt("seek");
	set_dma(0x46, 3 * 512);
	floppy_command(0x46, 5, 0, 2, 18);
	say_result("read");
	text("data:");
	hex(sum(buffer, 3 * 512), 8);
	end_line();
	set_dma(0x46, 36 * 512);
	floppy_command(0xc6, 5, 0, 1, 18);
	say_result("both sides");
	text("data:");
	hex(sum(buffer, 36 * 512), 8);
	end_line();
	for (u32 i = 0; i < 1024; i++)
		buffer[i] = (u8)(i * 3);
	set_dma(0x4a, 1024);
	floppy_command(0x45, 5, 1, 4, 18);
	say_result("write to the second side");
	for (u32 i = 0; i < 1024; i++)
		buffer[i] = 0;
	set_dma(0x46, 1024);
	floppy_command(0x46, 5, 1, 4, 18);
	say_result("read back");
	text("data:");
	hex(sum(buffer, 1024), 8);
	end_line();
	send(0x4a);
	send(0);
	take();
	text("read id:");
	hex(result[0], 2);
	hex(result[3], 2);
	hex(result[4], 2);
	hex(result[6], 2);
	end_line();
	send(0x04);
	send(0);
	say_result("sense drive");
}

void main(void)
{
	outb(0x21, 0xff);
	outb(0xa1, 0xff);
	channel(0);
	outb((u16)(base + DEVICE), 0xa0);
	wait();
	soft_reset("disk: reset");
	identify_disk();
	*(u32 *)(buffer + 65536) = *(u32 *)(buffer + 120);
	pio_reads();
	pio_writes();
	multiple();
	failures();
	dma();
	cdrom();
	floppy();
	text("end\n");
	outl(0xf4, 0);
}
