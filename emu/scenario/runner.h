/* SPDX-License-Identifier: GPL-2.0-only */
/* runner: -scenario: finds, lists, checks scenarios, and has each run on a machine of its own. */
#ifndef ZONEMU_EMU_SCENARIO_RUNNER_H
#define ZONEMU_EMU_SCENARIO_RUNNER_H

#include "emu/options/options.h"
#include "emu/scenario/script.h"

/* Run one machine with these options; true: the scenario passed. lesson: at a reader's pace. */
typedef bool (*scenario_run)(struct options *options, const struct script *script, bool lesson);

/* "-scenario list" or "-scenario check FILE..." is among the words: it was done, with *status. */
bool scenarios_looked_at(int argc, char **argv, int *status);
/* All of options->scenario, one after the other, with the command line's other words. A KTAP report
 * is printed to stdout. Returns zonemu's exit status. */
int scenarios_run(const struct options *options, int argc, char **argv, scenario_run run);

#endif
