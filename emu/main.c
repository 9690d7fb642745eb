/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * main: from the command line to a running machine, and back to the shell.
 * With a window the panel has this thread and the machine another.
 */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "devices/fw_cfg.h"
#include "emu/audio.h"
#include "emu/chardev/chardev.h"
#include "emu/chardev/chardev_tty.h"
#include "emu/debug/culprit.h"
#include "emu/debug/misuse.h"
#include "emu/debug/monitor.h"
#include "emu/debug/profile.h"
#include "emu/debug/trace.h"
#include "emu/drives.h"
#include "emu/kernel_files.h"
#include "emu/loader/firmware.h"
#include "emu/loader/image.h"
#include "emu/machine.h"
#include "emu/options/options.h"
#include "emu/panel/panel.h"
#include "emu/scenario/player.h"
#include "emu/scenario/runner.h"
#include "emu/share.h"
#include "emu/signals.h"

#define FAILED	  1
#define BAD_USAGE 2
#define ERR_BYTES 1024

struct session {
	struct options options;
	char kernel_path[PATH_MAX];
	struct image *image;	  /* NULL: firmware runs */
	struct firmware firmware; /* without a bios: a kernel is booted */
	struct trace *traces[OPTIONS_MAX_TRACES + 1];
	unsigned trace_count;
	struct profile *profile; /* or NULL */
	struct culprit *culprit;
	struct misuse *misuse;
	struct panel *panel;
	enum panel_kind panel_kind;
	bool window;
	const struct script *script; /* a scenario, or NULL */
	struct player *player;
	struct lesson lesson;
	struct chardev *player_line;
	bool is_lesson, passed;

	/* what is to be closed */
	struct chardev *lines[OPTIONS_MAX_SERIAL + OPTIONS_MAX_DEBUGCONS + 1];
	unsigned line_count;
	struct chardev *serial[OPTIONS_MAX_SERIAL];
	struct chardev *debugcon[OPTIONS_MAX_DEBUGCONS];
	struct chardev *monitor_line;
	struct monitor *monitor;

	struct drives drives;
	struct audio *audio;
	struct share *share;

	struct machine *_Atomic machine;
	pthread_t machine_thread;
	struct signals signals;
	int status;
};

static bool complain(const char *text)
{
	fprintf(stderr, "zonemu: %s\n", text);
	return false;
}

/* ---- the kernel ---- */

static bool find_kernel(struct session *session)
{
	const char *given = session->options.kernel;

	if (!given)
		return kernel_files_kernel(session->kernel_path) ||
		       complain("the mini-kernel is missing: neither build/guest/kernel.elf "
				"nor " ZONEMU_PREFIX
				"/lib/zonemu/kernel.elf (-kernel FILE boots another)");
	if (strlen(given) >= sizeof(session->kernel_path))
		return complain("-kernel: the path is too long");
	strcpy(session->kernel_path, given);
	return true;
}

static bool open_image(struct session *session)
{
	const struct options *options = &session->options;
	const char *append = options->append ? options->append : "";
	const char *params = options->params ? options->params : "";
	char err[ERR_BYTES], shell[PATH_MAX], *both;
	bool with_shell = kernel_files_shell(session->kernel_path, options, shell);

	if (asprintf(&both, "%s%s%s", append, *append && *params ? " " : "", params) < 0)
		return complain("out of host memory");

	const struct image_config config = {.kernel = session->kernel_path,
					    .name = options->kernel ? NULL : "kernel.elf",
					    .append = both,
					    .modules = options_initrd(options),
					    .shell = with_shell ? shell : NULL,
					    .ram_bytes = options->ram_bytes};

	session->image = image_open(&config, err, sizeof(err));
	free(both);
	if (session->image)
		return true;
	return complain(err);
}

/*
 * Firmware runs when it was asked for, or for the sake of what only it can boot from: -initrd
 * is for a kernel.
 */
static bool wants_firmware(const struct options *options)
{
	if (options->kernel)
		return false;
	return options->bios || (options_have_drive(options) && !options_initrd(options));
}

static bool open_firmware(struct session *session)
{
	const struct options *options = &session->options;
	char err[ERR_BYTES];

	return firmware_open(&session->firmware, options->bios, options->data_dir, err,
			     sizeof(err)) ||
	       complain(err);
}

static bool open_boot(struct session *session)
{
	return wants_firmware(&session->options) ? open_firmware(session) : open_image(session);
}

/* ---- traces ---- */

/* "-trace help" and "-d help" print and end. */
static bool asked_for_lists(const struct session *session)
{
	const struct options *options = &session->options;
	bool asked = options->log_items && !strcmp(options->log_items, "help");

	for (unsigned i = 0; i < options->sets; i++)
		if (!strcmp(options->set[i], "help")) {
			machine_list_properties(stdout);
			return true;
		}

	if (asked)
		trace_log_help(stdout);
	for (unsigned i = 0; i < options->traces; i++)
		if (!strcmp(options->trace[i], "help")) {
			trace_help(session->kernel_path, stdout);
			asked = true;
		}
	return asked;
}

static bool add_trace(struct session *session, struct trace *trace, const char *err)
{
	if (!trace) {
		session->status = BAD_USAGE;
		return complain(err);
	}
	session->traces[session->trace_count++] = trace;
	return true;
}

static bool open_traces(struct session *session)
{
	const struct options *options = &session->options;
	char err[ERR_BYTES] = "";

	for (unsigned i = 0; i < options->traces; i++)
		if (!add_trace(
			session,
			trace_open(options->trace[i], session->kernel_path, err, sizeof(err)), err))
			return false;
	return !options->log_items ||
	       add_trace(session,
			 trace_open_log(options->log_items, options->log_path, session->kernel_path,
					err, sizeof(err)),
			 err);
}

static bool open_profile(struct session *session)
{
	const char *spec = session->options.profile;
	char err[ERR_BYTES] = "";

	if (!spec)
		return true;
	session->profile = profile_open(spec, session->kernel_path, err, sizeof(err));
	if (session->profile)
		return true;
	session->status = BAD_USAGE;
	return complain(err);
}

/* ---- the panel ---- */

static enum panel_kind wanted_panel(const struct options *options)
{
	if (options->panel == OPTIONS_PANEL_TEXT)
		return PANEL_TEXT;
	if (options->nographic || options->display == DISPLAY_NONE)
		return PANEL_NONE;
	return options->panel == OPTIONS_PANEL_NONE ? PANEL_SCREEN : PANEL_SDL;
}

/* A scenario that says which moment is worth a picture. */
static const char *page_picture(const struct session *session)
{
	const struct script *script = session->script;

	return script && !session->is_lesson && script->picture &&
		       script->picture < script->captions
		   ? session->options.panel_png
		   : NULL;
}

static struct panel *make_panel(const struct session *session, enum panel_kind kind, char *err)
{
	const struct options *options = &session->options;
	const struct panel_config config = {
	    .kind = kind,
	    .scale = options->panel_scale,
	    .theme = (enum panel_theme)options->panel_theme,
	    .png_path = page_picture(session) ? NULL : options->panel_png,
	    .kernel_path = session->kernel_path,
	    .share = options->share,
	    .initrd = options_initrd(options),
	    .title = options->name ? options->name : options->params,
	    .only_screen = options->panel == OPTIONS_PANEL_NONE,
	    .with_serial = kind == PANEL_SDL || kind == PANEL_SCREEN || session->script,
	    .lesson = session->script ? &session->lesson : NULL,
	};
	struct panel *panel;

	panel = panel_create(&config, err, ERR_BYTES);
	if (panel && session->script && session->script->view && !session->is_lesson)
		panel_show_view(panel, session->script->view);
	return panel;
}

/* A window that was asked for by name must come; one by default may fall back to the console. */
static bool open_panel(struct session *session)
{
	const struct options *options = &session->options;
	enum panel_kind kind = wanted_panel(options);
	char err[ERR_BYTES] = "";

	if (kind == PANEL_NONE && !options->panel_png && !session->script)
		return true;
	session->panel = make_panel(session, kind, err);
	if (!session->panel && (kind == PANEL_SDL || kind == PANEL_SCREEN) &&
	    !strncmp(err, "no display", 10) && options->display == DISPLAY_DEFAULT &&
	    options->panel != OPTIONS_PANEL_SDL) {
		fprintf(stderr, "zonemu: %s; going on with the console (Ctrl-A h for help)\n", err);
		kind = PANEL_NONE;
		if (!options->panel_png)
			return true;
		session->panel = make_panel(session, kind, err);
	}
	session->panel_kind = kind;
	session->window = kind == PANEL_SDL || kind == PANEL_SCREEN;
	return session->panel || complain(err);
}

/* ---- lines: serial ports and the monitor ---- */

static void mux_quit(void *ctx)
{
	machine_quit(((struct session *)ctx)->machine, 0);
}

static void mux_byte(void *ctx, uint8_t byte)
{
	monitor_input(((struct session *)ctx)->monitor, byte);
}

static void mux_focus(void *ctx, bool monitor)
{
	if (monitor)
		monitor_show(((struct session *)ctx)->monitor);
}

static void mux_connected(void *ctx)
{
	monitor_greet(((struct session *)ctx)->monitor);
}

static void monitor_output(void *ctx, const char *text, size_t bytes)
{
	struct chardev *line = ((struct session *)ctx)->monitor_line;

	for (size_t i = 0; i < bytes; i++)
		chardev_write(line, (uint8_t)text[i]);
	chardev_flush(line);
}

static struct chardev *open_line(struct session *session, const char *spec, bool for_monitor)
{
	const struct chardev_mux mux = {session, mux_quit, mux_byte, mux_focus, mux_connected};
	bool muxed = !strncmp(spec, "mon:", 4);
	char err[ERR_BYTES];
	struct chardev *line;

	line = chardev_open(spec, muxed || for_monitor ? &mux : NULL, err, sizeof(err));
	if (!line) {
		complain(err);
		return NULL;
	}
	session->lines[session->line_count++] = line;
	if (muxed || for_monitor)
		session->monitor_line = line;
	if (muxed && session->options.monitor_first)
		chardev_monitor_first(line);
	return line;
}

static bool open_serial(struct session *session, unsigned n)
{
	const char *spec = session->options.serial[n];

	if (!strncmp(spec, "vc", 2)) {
		/* Without a window nobody sees it. */
		session->serial[n] = session->window ? panel_serial(session->panel) : NULL;
		return true;
	}
	session->serial[n] = open_line(session, spec, false);
	return session->serial[n] != NULL;
}

/* ---- scenarios ---- */

static bool lesson_text(void *ctx, char *text, size_t bytes, bool *waits)
{
	return player_text(((struct session *)ctx)->player, text, bytes, waits);
}

static void lesson_next(void *ctx)
{
	player_next(((struct session *)ctx)->player);
}

static void lesson_back(void *ctx)
{
	player_back(((struct session *)ctx)->player);
}

static bool take_picture(void *ctx, const char *path, char *err, size_t err_bytes)
{
	struct session *session = ctx;

	panel_look_here(session->panel);
	return panel_write_png(session->panel, path, err, err_bytes);
}

/* What the guest says is seen in pictures. */
static void show_byte(void *ctx, uint8_t byte)
{
	chardev_write(panel_serial(((struct session *)ctx)->panel), byte);
}

/* What the scenario types goes where the window's keys go, or to a line of its own. */
static bool open_player(struct session *session)
{
	char err[ERR_BYTES];
	const struct player_config config = {.script = session->script,
					     .kernel_path = session->kernel_path,
					     .out = session->is_lesson ? NULL : stdout,
					     .lesson = session->is_lesson,
					     .picture = session->is_lesson ? NULL : take_picture,
					     .picture_path = page_picture(session),
					     .ctx = session};

	if (!session->script)
		return true;
	session->player = player_create(&config, err, sizeof(err));
	if (!session->player)
		return complain(err);
	session->lesson = (struct lesson){lesson_text, lesson_next, lesson_back, session};
	if (!session->is_lesson)
		session->serial[0] = session->player_line = chardev_callback(show_byte, session);
	return true;
}

static bool open_lines(struct session *session)
{
	struct options *options = &session->options;

	options_settle_lines(options, session->window);
	for (unsigned n = 0; n < options->serials; n++)
		if (!open_serial(session, n))
			return false;
	for (unsigned n = 0; n < options->debugcons; n++) {
		session->debugcon[n] = open_line(session, options->debugcon[n].line, false);
		if (!session->debugcon[n])
			return false;
	}
	if (strcmp(options->monitor, "none") && strcmp(options->monitor, "null") &&
	    !open_line(session, options->monitor, true))
		return false;
	if (!session->monitor_line)
		return true;
	session->monitor = monitor_create(monitor_output, session, session->kernel_path);
	return session->monitor || complain("out of host memory for the monitor");
}

static bool start_lines(struct session *session)
{
	const struct options *options = &session->options;

	if (session->monitor && (options->monitor_first || !strncmp(options->monitor, "stdio", 5)))
		monitor_show(session->monitor);
	for (unsigned i = 0; i < session->line_count; i++)
		if (!chardev_start(session->lines[i]))
			return complain("cannot make a thread for a serial line");
	return true;
}

/* ---- sound ---- */

/* Without -audiodev, no sound is no reason to end. */
static bool open_audio(struct session *session, struct machine_config *config)
{
	char err[ERR_BYTES] = "";
	bool ok =
	    audio_for_card(&session->options, session->window, &config->sb16, err, sizeof(err));

	session->audio = config->sb16.audio;
	if (*err)
		complain(err);
	return ok;
}

static bool open_share(struct session *session, struct machine_config *config)
{
	char err[ERR_BYTES];

	if (!session->options.share)
		return true;
	config->share = session->share = share_open(session->options.share, err, sizeof(err));
	return session->share || complain(err);
}

/* ---- the machine ---- */

_Static_assert(OPTIONS_MAX_DEBUGCONS == MACHINE_DEBUGCONS, "every debug console has a port");

static void fill_firmware_config(const struct session *session, struct machine_config *config)
{
	const struct options *options = &session->options;
	const struct options_boot *boot = &options->boot;

	config->firmware = session->firmware.bios ? &session->firmware : NULL;
	config->no_window = options->nographic;
	config->boot = (struct machine_boot){.menu = boot->menu,
					     .no_floppy_check = boot->no_floppy_check,
					     .menu_wait_ms = boot->menu_wait_ms,
					     .reboot_ms = boot->reboot_ms};
	memcpy(config->boot.order, boot->order, sizeof(boot->order));
	memcpy(config->boot.once, boot->once, sizeof(boot->once));
	config->pc_testdev = options->pc_testdev;
	config->edu = (struct machine_edu){options->edu, options->edu_dma_mask};
	config->i2c_parport =
	    (struct machine_i2c_parport){options->no_parallel, options->i2c_parport_type};
	config->debugcons = options->debugcons;
	for (unsigned n = 0; n < options->debugcons; n++)
		config->debugcon[n] = (struct machine_debugcon){
		    options->debugcon[n].port, options->debugcon[n].readback, session->debugcon[n]};
}

static bool add_fw_cfg_item(struct session *session, const struct options_fw_cfg *item)
{
	struct fw_cfg *cfg = machine_fw_cfg(session->machine);
	char err[ERR_BYTES];
	uint8_t *data;
	size_t bytes;
	bool ok;

	if (!item->is_file)
		return fw_cfg_add_file(cfg, item->name, item->value,
				       (uint32_t)strlen(item->value)) ||
		       complain("-fw_cfg: no room for another item");
	if (!firmware_read_file(item->value, &data, &bytes, err, sizeof(err)))
		return complain(err);
	ok = fw_cfg_add_file(cfg, item->name, data, (uint32_t)bytes);
	free(data);
	return ok || complain("-fw_cfg: no room for another item");
}

static bool add_fw_cfg_items(struct session *session)
{
	for (unsigned n = 0; n < session->options.fw_cfgs; n++)
		if (!add_fw_cfg_item(session, &session->options.fw_cfg[n]))
			return false;
	return true;
}

static bool make_machine(struct session *session)
{
	const struct options *options = &session->options;
	struct machine_config config = {
	    .ram_bytes = options->ram_bytes,
	    .cpus = options->cpus,
	    .no_hpet = options->no_hpet,
	    .no_acpi = options->no_acpi,
	    .rtc_base_s = options->rtc_base_s,
	    .ns_shift = options->ns_shift,
	    .paced = !options->no_sleep,
	    .debug_exit = options->debug_exit,
	    .debug_exit_base = options->debug_exit_base,
	    .debug_exit_bytes = options->debug_exit_bytes,
	    .no_reboot = options->no_reboot,
	    .no_shutdown = options->no_shutdown,
	    .start_paused = options->start_paused,
	};
	char err[ERR_BYTES];

	memcpy(config.uuid, options->uuid, sizeof(config.uuid));
	if (!drives_open(&session->drives, options, &config) || !open_audio(session, &config) ||
	    !open_share(session, &config))
		return false;
	fill_firmware_config(session, &config);
	memcpy(config.serial, session->serial, sizeof(config.serial));
	session->machine = machine_create(&config, err, sizeof(err));
	if (!session->machine)
		return complain(err);
	if (!add_fw_cfg_items(session))
		return false;
	for (unsigned i = 0; i < session->options.sets; i++)
		if (!machine_set(session->machine, session->options.set[i], err, sizeof(err))) {
			session->status = BAD_USAGE;
			return complain(err);
		}
	if (session->image)
		machine_set_loader(session->machine, image_load, session->image);
	session->culprit = culprit_create(session->image ? session->kernel_path : NULL,
					  options->share, options_initrd(options));
	if (!session->culprit)
		return complain("out of host memory");
	for (unsigned i = 0; i < session->trace_count; i++) {
		trace_set_culprit(session->traces[i], session->culprit);
		trace_attach(session->traces[i], session->machine);
	}
	if (session->profile)
		profile_attach(session->profile, session->machine);
	session->misuse = misuse_create(session->culprit);
	if (session->misuse)
		misuse_attach(session->misuse, session->machine);
	if (session->panel)
		panel_attach(session->panel, session->machine);
	if (session->player)
		player_attach(session->player, session->machine, session->serial[0]);
	if (session->monitor)
		monitor_attach(session->monitor, session->machine, &session->drives);
	return true;
}

static bool end_in_order(void *ctx)
{
	struct session *session = ctx;

	if (!session->machine)
		return false;
	machine_quit(session->machine, FAILED);
	return true;
}

/* ---- the run ---- */

static void *run_machine(void *ctx)
{
	struct session *session = ctx;

	session->status = machine_run(session->machine);
	if (session->panel)
		panel_ended(session->panel);
	return NULL;
}

static bool run_with_panel(struct session *session)
{
	bool shown;

	if (session->panel_kind == PANEL_NONE) {
		run_machine(session);
		return panel_run(session->panel);
	}
	if (pthread_create(&session->machine_thread, NULL, run_machine, session))
		return complain("cannot make a thread for the machine");
	shown = panel_run(session->panel);
	pthread_join(session->machine_thread, NULL);
	return shown;
}

static void run(struct session *session)
{
	bool ok = true;

	if (session->panel)
		ok = run_with_panel(session);
	else
		run_machine(session);
	if (!ok && !session->status)
		session->status = FAILED;
}

static bool prepare(struct session *session)
{
	session->status = FAILED;
	/* Firmware needs no kernel; its symbols, if there is one, are all that is wanted of it. */
	if (!(wants_firmware(&session->options) && !kernel_files_kernel(session->kernel_path)) &&
	    !find_kernel(session))
		return false;
	if (asked_for_lists(session)) {
		session->status = EXIT_SUCCESS;
		return false;
	}
	return open_boot(session) && open_traces(session) && open_profile(session) &&
	       open_panel(session) && open_lines(session) && open_player(session) &&
	       make_machine(session) && start_lines(session);
}

static void clean_up(struct session *session)
{
	for (unsigned i = 0; i < session->line_count; i++)
		chardev_close(session->lines[i]);
	for (unsigned i = 0; i < session->trace_count; i++)
		trace_close(session->traces[i]);
	profile_close(session->profile);
	if (session->player)
		chardev_close(session->player_line);
	player_destroy(session->player);
	misuse_destroy(session->misuse);
	culprit_destroy(session->culprit);
	monitor_destroy(session->monitor);
	panel_destroy(session->panel);
	machine_destroy(session->machine);
	if (!audio_close(session->audio) && !session->status)
		session->status = FAILED;
	drives_close(&session->drives);
	share_close(session->share);
	image_close(session->image);
	firmware_close(&session->firmware);
	options_free(&session->options);
}

static int run_session(struct session *session)
{
	if (!signals_start(&session->signals, end_in_order, session)) {
		complain("cannot make a thread for signals");
		return FAILED;
	}
	if (prepare(session))
		run(session);
	session->passed = session->player && player_finish(session->player);
	signals_stop(&session->signals);
	clean_up(session);
	if (session->signals.number)
		signals_die(session->signals.number);
	return session->status;
}

static bool run_scenario(struct options *options, const struct script *script, bool lesson)
{
	struct session session = {.options = *options, .script = script, .is_lesson = lesson};

	run_session(&session);
	return session.passed;
}

int main(int argc, char **argv)
{
	struct session session = {0};
	int status;

	if (scenarios_looked_at(argc, argv, &status))
		return status;
	status = options_parse(&session.options, argc, argv, stdout, stderr);
	if (status == OPTIONS_RUN && !session.options.scenarios)
		return run_session(&session);
	if (status == OPTIONS_RUN)
		status = scenarios_run(&session.options, argc, argv, run_scenario);
	options_free(&session.options);
	return status;
}
