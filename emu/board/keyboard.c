/* SPDX-License-Identifier: GPL-2.0-only */
/* keyboard: keyboard, mouse and the A20 gate. */
#include "emu/board/board.h"

static void a20_pin(void *owner, int n, bool level)
{
	(void)n;
	physmap_set_a20(((struct machine *)owner)->map, level);
}

void wire_keyboard(struct machine *machine)
{
	struct board *board = machine->board;
	const struct irq_line reset = {reset_pin, machine, 0};

	port92_init(&board->port92, (struct irq_line){a20_pin, machine, 0}, reset);
	iobus_claim(&machine->iobus, 0x92, 1, &port92_ops, &board->port92, "port92");
	i8042_init(&board->kbc, &machine->clock,
		   (struct i8042_wires){.irq1 = isa_irq(machine, IRQ_KEYBOARD),
					.irq12 = isa_irq(machine, IRQ_MOUSE),
					.a20 = {port92_set_gate, &board->port92, 0},
					.reset = reset});
	iobus_claim(&machine->iobus, 0x60, 1, &i8042_data_ops, &board->kbc, "keyboard");
	iobus_claim(&machine->iobus, 0x64, 1, &i8042_status_ops, &board->kbc, "keyboard");
}

void reset_keyboard(struct board *board)
{
	port92_reset(&board->port92);
	i8042_reset(&board->kbc);
}

void preset_keyboard(struct board *board)
{
	i8042_preset(&board->kbc);
}

bool board_wants_key(const struct machine *machine)
{
	return ps2_keyboard_wants_key(&machine->board->kbc.keyboard);
}

void board_take_key(struct machine *machine, uint8_t set1_code)
{
	ps2_keyboard_set1(&machine->board->kbc.keyboard, set1_code);
}

void machine_mouse_move(struct machine *machine, int dx, int dy, int dz)
{
	struct ps2_mouse *mouse = &machine->board->kbc.mouse;

	ps2_mouse_move(mouse, dx, dy, dz, mouse->buttons);
}

void machine_mouse_buttons(struct machine *machine, uint8_t buttons)
{
	ps2_mouse_move(&machine->board->kbc.mouse, 0, 0, 0, buttons);
}
