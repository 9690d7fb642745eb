/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/trace.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "emu/cpu/exec.h"

#define ARENA_BYTES (48u << 20)
#define HASH_SLOTS  65536u
#define GRAIN_SHIFT 6 /* a page has a list for each 64 bytes */
#define GRAIN_BYTES (1u << GRAIN_SHIFT)
#define GRAINS	    (PHYS_PAGE_BYTES / GRAIN_BYTES)
#define SPAN_GRAINS (TRACE_MAX_INSNS * INSN_MAX_BYTES / GRAIN_BYTES + 1) /* behind its first */
#define EPOCH_STEP  (MODE_USER << 1)					 /* the mode is below */

const struct trace trace_none = {.cost = TRACE_NEVER};

/*
 * The traces of one physical page, listed by the grain in which they begin: a write looks at few of
 * them, and at none where no bit says that the byte is code, however much code and data are mixed.
 */
struct code_page {
	unsigned count; /* in all lists */
	struct trace *first[GRAINS];
	uint64_t code[GRAINS]; /* a bit for each byte */
};

struct trace_cache {
	uint8_t *arena;
	size_t used;
	bool full; /* flush before making another */
	struct trace *hash[HASH_SLOTS];
	struct code_page *page; /* one a page of memory, reserved */
	uint64_t pages;
	struct cpu *user[TRACE_MAX_USERS];
	unsigned users;
};

static void *reserve(size_t bytes)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return at == MAP_FAILED ? NULL : at;
}

struct trace_cache *trace_cache_create(uint64_t places)
{
	struct trace_cache *cache = calloc(1, sizeof(*cache));

	if (!cache)
		return NULL;
	cache->pages = places >> PHYS_PAGE_SHIFT;
	cache->arena = reserve(ARENA_BYTES);
	cache->page = reserve(cache->pages * sizeof(*cache->page));
	if (!cache->arena || !cache->page) {
		trace_cache_destroy(cache);
		return NULL;
	}
	return cache;
}

void trace_cache_destroy(struct trace_cache *cache)
{
	if (!cache)
		return;
	if (cache->arena)
		munmap(cache->arena, ARENA_BYTES);
	if (cache->page)
		munmap(cache->page, cache->pages * sizeof(*cache->page));
	free(cache);
}

bool trace_cache_join(struct trace_cache *cache, struct cpu *cpu)
{
	assert(cache->users < TRACE_MAX_USERS);
	cpu->quick = calloc(QUICK_SLOTS, sizeof(*cpu->quick));
	if (!cpu->quick)
		return false;
	cpu->traces = cache;
	cache->user[cache->users++] = cpu;
	return true;
}

void trace_cache_leave(struct cpu *cpu)
{
	struct trace_cache *cache = cpu->traces;
	unsigned n = 0;

	free(cpu->quick);
	while (cache->user[n] != cpu)
		n++;
	cache->user[n] = cache->user[--cache->users];
	if (!cache->users)
		trace_cache_destroy(cache);
}

/* ---- finding ---- */

static struct trace **hash_slot(struct trace_cache *cache, uint64_t pa, uint32_t mode)
{
	return &cache->hash[(pa ^ pa >> 16 ^ mode << 11) & (HASH_SLOTS - 1)];
}

void trace_forget_addresses(struct cpu *cpu)
{
	cpu->quick_epoch += EPOCH_STEP;
	/* A tag of epoch 0 might be one that was never set. */
	if (cpu->quick_epoch == 0) {
		memset(cpu->quick, 0, QUICK_SLOTS * sizeof(*cpu->quick));
		cpu->quick_epoch = EPOCH_STEP;
	}
}

/* A link is by place only: it holds where both ends lie in one page and CS is flat. */
void trace_link(struct cpu *cpu, const struct trace *from, unsigned n, const struct trace *to,
		uint32_t eip)
{
	struct trace *source = (struct trace *)from;

	if (cpu->mode & MODE_FLAT_CODE && !from->crosses && !to->crosses &&
	    from->pa >> PHYS_PAGE_SHIFT == to->pa >> PHYS_PAGE_SHIFT &&
	    !(from->mode & TRACE_ALONE) && (eip & ~4095u) == cpu->page_eip)
		source->link[n] = to;
}

void trace_unlink_running(struct cpu *cpu)
{
	struct trace *trace = (struct trace *)cpu->trace;

	if (trace)
		trace->link[0] = trace->link[1] = &trace_none;
}

/* ---- voiding ---- */

static unsigned grain_of(uint64_t pa)
{
	return pa >> GRAIN_SHIFT & (GRAINS - 1);
}

/* Which of its two lists is the one of this grain? They are never the same one. */
static unsigned list_of(const struct trace *trace, uint64_t pfn, unsigned grain)
{
	return trace->pa >> GRAIN_SHIFT != (pfn * GRAINS | grain);
}

static void unlist(struct trace_cache *cache, const struct trace *trace, uint64_t pa)
{
	uint64_t pfn = pa >> PHYS_PAGE_SHIFT;
	unsigned grain = grain_of(pa);
	struct trace **at;

	if (pfn >= cache->pages)
		return;
	at = &cache->page[pfn].first[grain];
	while (*at != trace)
		at = &(*at)->page_next[list_of(*at, pfn, grain)];
	*at = trace->page_next[list_of(trace, pfn, grain)];
	cache->page[pfn].count--;
}

/* Out of every list: what is listed is always valid. */
static void drop(struct trace_cache *cache, struct trace *trace)
{
	struct trace **at = hash_slot(cache, trace->pa, trace->mode);

	while (*at != trace)
		at = &(*at)->hash_next;
	*at = trace->hash_next;
	unlist(cache, trace, trace->pa);
	if (trace->crosses)
		unlist(cache, trace, trace->pa2);
	trace->cost = TRACE_NEVER;
}

static bool overlaps(const struct trace *trace, uint64_t pa, unsigned bytes)
{
	unsigned first = PHYS_PAGE_BYTES - (trace->pa & (PHYS_PAGE_BYTES - 1));

	if (!trace->crosses)
		return pa < trace->pa + trace->bytes && trace->pa < pa + bytes;
	return (pa < trace->pa + first && trace->pa < pa + bytes) ||
	       (pa < trace->pa2 + (trace->bytes - first) && trace->pa2 < pa + bytes);
}

/* The bits of [pa, pa + bytes), as far as they are in the grain at grain_pa. */
static uint64_t bits_within(uint64_t grain_pa, uint64_t pa, unsigned bytes)
{
	const uint64_t end = grain_pa + GRAIN_BYTES;
	const unsigned first = pa > grain_pa ? (unsigned)(pa - grain_pa) : 0;
	const unsigned behind = pa + bytes < end ? (unsigned)(end - pa - bytes) : 0;

	if (pa >= end || pa + bytes <= grain_pa)
		return 0;
	return (UINT64_MAX << first) & (UINT64_MAX >> behind);
}

static uint64_t trace_bits(const struct trace *trace, uint64_t grain_pa)
{
	unsigned first = PHYS_PAGE_BYTES - (trace->pa & (PHYS_PAGE_BYTES - 1));

	if (!trace->crosses)
		return bits_within(grain_pa, trace->pa, trace->bytes);
	return bits_within(grain_pa, trace->pa, first) |
	       bits_within(grain_pa, trace->pa2, trace->bytes - first);
}

/* Code in one grain was written: what remains of it. */
static uint64_t void_bits(struct trace_cache *cache, uint64_t grain_pa, uint64_t bits)
{
	const uint64_t pfn = grain_pa >> PHYS_PAGE_SHIFT;
	const unsigned last = grain_of(grain_pa);
	unsigned grain = last > SPAN_GRAINS ? last - SPAN_GRAINS : 0;
	uint64_t remain = 0;

	for (; grain <= last; grain++)
		for (struct trace *trace = cache->page[pfn].first[grain], *next; trace;
		     trace = next) {
			const uint64_t its = trace_bits(trace, grain_pa);

			next = trace->page_next[list_of(trace, pfn, grain)];
			if (its & bits)
				drop(cache, trace);
			else
				remain |= its;
		}
	return remain;
}

void trace_written(struct cpu *cpu, uint64_t pa, unsigned bytes)
{
	struct trace_cache *cache = cpu->traces;
	const uint64_t pfn = pa >> PHYS_PAGE_SHIFT;
	struct code_page *page = &cache->page[pfn];

	for (uint64_t at = pa & ~(uint64_t)(GRAIN_BYTES - 1); at < pa + bytes; at += GRAIN_BYTES) {
		const uint64_t bits = bits_within(at, pa, bytes);

		if (page->code[grain_of(at)] & bits)
			page->code[grain_of(at)] = void_bits(cache, at, bits);
	}
	/* A page without code is written at full speed again. */
	if (!page->count) {
		memset(page->code, 0, sizeof(page->code));
		cpu->page_bits[pfn] &= (uint8_t)~PAGE_CODE;
	}
}

bool trace_overlaps_running(const struct cpu *cpu, uint64_t pa, unsigned bytes)
{
	return cpu->trace && overlaps(cpu->trace, pa, bytes);
}

static void clear_page(struct cpu *cpu, uint64_t pa)
{
	uint64_t pfn = pa >> PHYS_PAGE_SHIFT;

	if (pfn >= cpu->traces->pages || !cpu->traces->page[pfn].count)
		return;
	cpu->traces->page[pfn] = (struct code_page){0};
	cpu->page_bits[pfn] &= (uint8_t)~PAGE_CODE;
}

void trace_flush(struct cpu *cpu)
{
	struct trace_cache *cache = cpu->traces;

	/* Nothing was made since the last time. */
	for (unsigned i = 0; i < HASH_SLOTS && !cache->full; i++) {
		for (struct trace *trace = cache->hash[i]; trace; trace = trace->hash_next) {
			trace->cost = TRACE_NEVER;
			clear_page(cpu, trace->pa);
			if (trace->crosses)
				clear_page(cpu, trace->pa2);
		}
		cache->hash[i] = NULL;
	}
	for (unsigned n = 0; n < cache->users; n++)
		trace_forget_addresses(cache->user[n]);
	/* The arena may hold the trace being run: it is emptied when the next one is made. */
	cache->full = true;
}

/* ---- making ---- */

static void note_page(struct cpu *cpu, struct trace *trace, unsigned list, uint64_t pa,
		      unsigned bytes)
{
	struct trace_cache *cache = cpu->traces;
	uint64_t pfn = pa >> PHYS_PAGE_SHIFT;
	struct code_page *page;

	if (pfn >= cache->pages)
		return;
	page = &cache->page[pfn];
	if (!(cpu->page_bits[pfn] & PAGE_CODE)) {
		const uint8_t *host = physmap_ram(cpu->map) + (pfn << PHYS_PAGE_SHIFT);

		cpu->page_bits[pfn] |= PAGE_CODE;
		for (unsigned n = 0; n < cache->users; n++) {
			tlb_flush_writes_to(&cache->user[n]->tlbs[0], host);
			tlb_flush_writes_to(&cache->user[n]->tlbs[1], host);
		}
	}
	cpu->page_bits[pfn] |= PAGE_EXECUTED;
	trace->page_next[list] = page->first[grain_of(pa)];
	page->first[grain_of(pa)] = trace;
	page->count++;
	for (uint64_t at = pa & ~(uint64_t)(GRAIN_BYTES - 1); at < pa + bytes; at += GRAIN_BYTES)
		page->code[grain_of(at)] |= bits_within(at, pa, bytes);
}

static uint8_t register_off(uint8_t form, unsigned number)
{
	bool byte = form == F_EB || form == F_GB || form == F_ZB || form == F_AL || form == F_CL;

	return byte && number >= 4 ? (uint8_t)(REG_OFF(number - 4) + 1) : REG_OFF(number);
}

/* Where an operand's register is, if it has one. */
static uint8_t operand_register(const struct insn *insn, uint8_t form)
{
	switch (form) {
	case F_EB:
	case F_EW:
	case F_EV:
	case F_ED:
	case F_RDMW:
	case F_RV:
	case F_RD:
		return insn->mem ? REG_NONE : register_off(form, insn->rm);
	case F_GB:
	case F_GW:
	case F_GV:
	case F_GD:
		return register_off(form, insn->reg);
	case F_QD:
	case F_QQ:
	case F_WD:
	case F_WQ:
	case F_WX:
	case F_WU:
	case F_NQ:
	case F_UX:
	case F_STI:
		return insn->rm;
	case F_PQ:
	case F_VX:
		return insn->reg;
	case F_ZB:
	case F_ZV:
		return register_off(form, insn->opcode & 7);
	case F_AL:
	case F_AX:
		return REG_OFF(EAX);
	case F_CL:
		return REG_OFF(ECX);
	case F_DX:
		return REG_OFF(EDX);
	default:
		return REG_NONE;
	}
}

static bool checked_address(const struct insn *insn, uint32_t mode)
{
	return insn->ad_bytes == 2 || !(mode & MODE_FLAT_DATA) || insn->seg == SEG_FS ||
	       insn->seg == SEG_GS || insn->seg == SEG_CS;
}

_Static_assert(S_COUNT <= UINT8_MAX, "struct insn_row has a byte for it");

static uop_fn *pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	static uop_fn *(*const families[])(const struct insn *, struct uop *, uint32_t) = {
	    exec_alu_pick,    exec_data_pick, exec_stack_pick,	exec_branch_pick,
	    exec_bits_pick,   exec_math_pick, exec_string_pick, exec_io_pick,
	    exec_system_pick, exec_sse_pick,  exec_x87_pick,
	};

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		struct uop tried = *u;
		uop_fn *fn = families[i](insn, &tried, mode);

		if (fn) {
			*u = tried;
			return fn;
		}
	}
	assert(!"an instruction table row without a handler");
	return NULL;
}

static void fill_uop(struct uop *u, const struct insn *insn, uint32_t mode, unsigned off,
		     unsigned n)
{
	const struct insn_row *row = insn->row;
	bool branch_form = row->form[0] == F_JB || row->form[0] == F_JZ;

	*u = (struct uop){
	    .imm = branch_form ? insn->imm + off + insn->len : insn->imm,
	    .disp = insn->disp,
	    .dst = operand_register(insn, row->form[0]),
	    .src = operand_register(insn, row->form[1]),
	    .base = REG_OFF(insn->base),
	    .index = REG_OFF(insn->index),
	    .scale = insn->scale,
	    .seg = insn->seg,
	    .mem = insn->mem,
	    .checked = insn->mem && checked_address(insn, mode),
	    .ad16 = insn->ad_bytes == 2,
	    .bytes = (uint8_t)decode_form_bytes(insn, row->form[0]),
	    .n = (uint8_t)n,
	    .off = (uint16_t)off,
	    .len = insn->len,
	    .code = row->cond,
	    .rep = insn->rep,
	};
	u->fn = pick(insn, u, mode);
}

static bool ends_trace(const struct insn *insn)
{
	return insn->row->props & I_END || (insn->rep && insn->row->props & (I_REP | I_REPZ));
}

struct maker {
	struct cpu *cpu;
	struct trace *trace;
	struct uop *u;
	struct insn
	    insn[TRACE_MAX_INSNS]; /* as decoded so far; insn[i] is uop[i] if there is no probe */
	unsigned decoded;
	const uint8_t *code;
	unsigned available;
	uint32_t la;
	unsigned limit; /* instructions */
	bool ended;
};

/* The page offset of what follows the instructions so far. */
static uint16_t next_off(const struct trace *trace)
{
	return (uint16_t)((trace->pa & (PHYS_PAGE_BYTES - 1)) + trace->bytes);
}

static void add_probe(struct maker *maker)
{
	*maker->u =
	    (struct uop){.fn = exec_probe, .n = maker->trace->insns, .off = next_off(maker->trace)};
	maker->u++;
}

/* All the bytes looked at count: a store into any of them makes another instruction. */
static void add_fault(struct maker *maker, uop_fn *fn, uint8_t len)
{
	*maker->u = (struct uop){
	    .fn = fn, .n = maker->trace->insns, .off = next_off(maker->trace), .len = len};
	maker->u++;
	maker->trace->insns++;
	maker->trace->bytes = (uint16_t)(maker->trace->bytes + len);
	maker->ended = true;
}

static bool may_fuse(const struct maker *maker, const struct insn *insn)
{
	const uint32_t flat = MODE_FLAT_CODE | MODE_FLAT_DATA | MODE_STACK32;

	return maker->decoded && insn->row->sem == S_JCC && insn->op_bytes == 4 &&
	       (maker->trace->mode & flat) == flat;
}

static void add_insn(struct maker *maker, const struct insn *insn)
{
	struct trace *trace = maker->trace;

	fill_uop(maker->u, insn, trace->mode, next_off(trace), trace->insns);
	if (may_fuse(maker, insn)) {
		uop_fn *both =
		    exec_fused_pick(&maker->insn[maker->decoded - 1], maker->u - 1, insn);

		if (both)
			maker->u[-1].fn = both;
	}
	maker->u++;
	trace->insns++;
	trace->bytes = (uint16_t)(trace->bytes + insn->len);
	maker->insn[maker->decoded++] = *insn;
	maker->ended = ends_trace(insn);
}

/* ---- decoding ---- */

/* Decode on until something ends the trace. False: the next instruction needs the next page. */
static bool extend(struct maker *maker)
{
	struct cpu *cpu = maker->cpu;
	struct trace *trace = maker->trace;

	while (!maker->ended && trace->insns < maker->limit) {
		const struct cpu_mark *mark =
		    cpu->marks ? cpu_mark_at(cpu, maker->la + trace->bytes) : NULL;
		struct insn insn;

		/* A mark stands at the head of its own trace, of one instruction. */
		if (mark && trace->insns)
			break;
		enum decode_status status =
		    decode(maker->code + trace->bytes, maker->available - trace->bytes,
			   trace->mode & MODE_CODE32, &insn);
		if (status == DECODE_MORE)
			return trace->insns != 0;
		if (mark && mark->probe)
			add_probe(maker);
		if (mark)
			maker->limit = 1;
		if (status == DECODE_UNDEFINED)
			add_fault(maker, exec_undefined, insn.len);
		else if (status == DECODE_TOO_LONG)
			add_fault(maker, exec_too_long, insn.len);
		else
			add_insn(maker, &insn);
	}
	return true;
}

static struct trace *new_trace(struct trace_cache *cache, uint64_t pa, uint32_t mode)
{
	const size_t most = sizeof(struct trace) + (TRACE_MAX_INSNS + 3) * sizeof(struct uop);
	struct trace *trace;

	if (cache->used + most > ARENA_BYTES)
		return NULL;
	trace = (struct trace *)(cache->arena + cache->used);
	memset(trace, 0, sizeof(*trace));
	trace->pa = pa;
	trace->mode = mode;
	trace->link[0] = trace->link[1] = &trace_none;
	return trace;
}

static void enter_into_cache(struct maker *maker)
{
	struct cpu *cpu = maker->cpu;
	struct trace *trace = maker->trace;
	struct trace **slot = hash_slot(cpu->traces, trace->pa, trace->mode);
	unsigned first = PHYS_PAGE_BYTES - (trace->pa & (PHYS_PAGE_BYTES - 1));

	*maker->u = (struct uop){.fn = exec_end, .n = trace->insns, .off = next_off(trace)};
	maker->u++;
	trace->cost = trace->insns;
	trace->hash_next = *slot;
	*slot = trace;
	note_page(cpu, trace, 0, trace->pa, trace->crosses ? first : trace->bytes);
	if (trace->crosses)
		note_page(cpu, trace, 1, trace->pa2, trace->bytes - first);
	cpu->traces->used += (size_t)((uint8_t *)maker->u - (uint8_t *)trace);
	cpu->traces->used = (cpu->traces->used + 15) & ~(size_t)15;
}

/* An instruction that crosses into the next page: fetch its bytes from both. */
static void make_crossing(struct maker *maker, unsigned first)
{
	struct cpu *cpu = maker->cpu;
	struct trace *trace = maker->trace;
	uint8_t bytes[2 * INSN_MAX_BYTES];
	const uint8_t *rest = mem_fetch(cpu, (maker->la & ~4095u) + 4096, &trace->pa2);

	memcpy(bytes, maker->code, first);
	for (unsigned i = 0; i < INSN_MAX_BYTES; i++)
		bytes[first + i] = rest ? rest[i] : 0xff;
	maker->code = bytes;
	maker->available = first + INSN_MAX_BYTES;
	maker->limit = 1;
	trace->crosses = true;
	extend(maker);
	trace->crosses = trace->bytes > first;
	maker->code = NULL;
}

static const struct trace *make(struct cpu *cpu, uint32_t la, const uint8_t *code, uint64_t pa,
				uint32_t mode)
{
	static const uint8_t nothing[INSN_MAX_BYTES] = {0xff, 0xff, 0xff, 0xff, 0xff,
							0xff, 0xff, 0xff, 0xff, 0xff,
							0xff, 0xff, 0xff, 0xff, 0xff};
	unsigned first = PHYS_PAGE_BYTES - (la & 4095);
	struct maker maker = {
	    .cpu = cpu,
	    .trace = new_trace(cpu->traces, pa, mode),
	    .code = code ? code : nothing,
	    .available = code ? first : sizeof(nothing),
	    .la = la,
	    .limit = mode & TRACE_ALONE || !code ? 1 : TRACE_MAX_INSNS,
	};

	if (!maker.trace) {
		trace_flush(cpu);
		return NULL;
	}
	maker.u = maker.trace->uop;
	if (!extend(&maker))
		make_crossing(&maker, first);
	if (maker.decoded > 1)
		trace_silence(maker.trace, maker.insn, maker.decoded);
	enter_into_cache(&maker);
	return maker.trace;
}

static bool second_page_same(struct cpu *cpu, uint32_t la, const struct trace *trace)
{
	uint64_t pa2;

	mem_fetch(cpu, (la & ~4095u) + 4096, &pa2);
	return pa2 == trace->pa2;
}

/* EIP must lie within CS's limit, and so must every byte of the instruction (SDM 3A 5.3). */
static bool beyond_limit(const struct cpu *cpu, uint32_t eip, unsigned bytes)
{
	const struct segment *cs = &cpu->a.seg[SEG_CS];

	return !(cpu->mode & MODE_FLAT_CODE) && (eip > cs->limit || bytes - 1 > cs->limit - eip);
}

static void empty_arena(struct trace_cache *cache)
{
	cache->used = 0;
	cache->full = false;
}

static const struct trace *look_up(struct cpu *cpu, uint32_t la, uint64_t pa, uint32_t mode)
{
	const struct trace *trace = *hash_slot(cpu->traces, pa, mode);

	while (trace && !(trace->pa == pa && trace->mode == mode &&
			  (!trace->crosses || second_page_same(cpu, la, trace))))
		trace = trace->hash_next;
	return trace;
}

static bool mark_within(const struct cpu *cpu, uint32_t la, unsigned bytes)
{
	for (unsigned i = 0; i < cpu->marks; i++)
		if (cpu->mark[i].la - la - 1 < bytes - 1u)
			return true;
	return false;
}

const struct trace *trace_find(struct cpu *cpu, uint32_t eip, bool alone)
{
	uint32_t la = cpu->a.seg[SEG_CS].base + eip, mode = cpu->mode & MODE_KEY;
	const struct trace *trace = alone ? &trace_none : trace_quick(cpu, eip);
	const uint8_t *code;
	uint64_t pa;

	if (trace->cost != TRACE_NEVER)
		return trace;
	if (cpu->traces->full)
		empty_arena(cpu->traces);
	if (beyond_limit(cpu, eip, 1))
		cpu_raise_error(cpu, VEC_GP, 0);
	if (alone)
		mode |= TRACE_ALONE;
	code = mem_fetch(cpu, la, &pa);
	trace = look_up(cpu, la, pa, mode);
	if (!trace)
		trace = make(cpu, la, code, pa, mode);
	if (!trace)
		return NULL;
	if (beyond_limit(cpu, eip, trace->bytes)) {
		if (!alone)
			return trace_find(cpu, eip, true);
		cpu_raise_error(cpu, VEC_GP, 0);
	}
	/* Made by way of another address, it may hold a mark of this one. */
	if (!alone && cpu->marks && mark_within(cpu, la, trace->bytes))
		return trace_find(cpu, eip, true);
	/* What has to be translated twice, or has a mark at its head, is looked up every time. */
	if (!alone && !trace->crosses && !(cpu->marks && cpu_mark_at(cpu, la)))
		*quick_slot(cpu, eip) = (struct quick){quick_tag(cpu, eip), trace};
	return trace;
}
