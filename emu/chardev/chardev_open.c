/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/chardev/chardev_open.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct opening {
	const char *spec;
	struct chardev_fds *fds;
	char *err;
	size_t err_bytes;
};

static bool fail(const struct opening *opening, const char *reason)
{
	snprintf(opening->err, opening->err_bytes, "%s: %s", opening->spec, reason);
	return false;
}

static bool open_null(const struct opening *opening, const char *rest)
{
	(void)opening;
	(void)rest;
	return true;
}

static bool open_stdio(const struct opening *opening, const char *rest)
{
	(void)rest;
	*opening->fds = (struct chardev_fds){STDIN_FILENO, STDOUT_FILENO, -1, false, true};
	return true;
}

static bool open_file(const struct opening *opening, const char *path)
{
	if (!*path)
		return fail(opening, "a file name is missing");
	opening->fds->owned = true;
	opening->fds->out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666);
	return opening->fds->out >= 0 || fail(opening, strerror(errno));
}

static int open_end(const char *path, const char *suffix)
{
	char *name = NULL;
	int fd;

	if (asprintf(&name, "%s%s", path, suffix) < 0)
		return -1;
	fd = open(name, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	free(name);
	return fd;
}

/* PATH.in and PATH.out, or one two-way PATH. */
static bool open_pipe(const struct opening *opening, const char *path)
{
	struct chardev_fds *fds = opening->fds;

	if (!*path)
		return fail(opening, "a file name is missing");
	fds->owned = true;
	fds->in = open_end(path, ".in");
	fds->out = open_end(path, ".out");
	if (fds->in >= 0 && fds->out >= 0)
		return true;
	if (fds->in >= 0)
		close(fds->in);
	if (fds->out >= 0)
		close(fds->out);
	fds->in = fds->out = open_end(path, "");
	return fds->in >= 0 || fail(opening, strerror(errno));
}

/* ---- sockets ---- */

struct socket_words {
	char *where;
	bool server, wait;
};

static bool take_word(struct socket_words *words, const char *word)
{
	static const struct {
		const char *word;
		bool is_wait, value;
	} known[] = {
	    {"server", false, true}, {"server=on", false, true}, {"server=off", false, false},
	    {"nowait", true, false}, {"wait=off", true, false},	 {"wait", true, true},
	    {"wait=on", true, true},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strcmp(word, known[i].word)) {
			*(known[i].is_wait ? &words->wait : &words->server) = known[i].value;
			return true;
		}
	return !strcmp(word, "nodelay") || !strcmp(word, "nodelay=on");
}

/* words->where is a copy of the whole text, cut behind the address. */
static bool parse_words(const struct opening *opening, const char *rest, struct socket_words *words)
{
	char *list, *word;

	*words = (struct socket_words){strdup(rest), false, true};
	if (!words->where)
		return fail(opening, "out of host memory");
	list = words->where;
	strsep(&list, ",");
	while ((word = strsep(&list, ",")) != NULL)
		if (!take_word(words, word)) {
			char reason[128];

			snprintf(reason, sizeof(reason),
				 "unknown word \"%.40s\" (server, nowait, wait=on|off)", word);
			return fail(opening, reason);
		}
	return *words->where || fail(opening, "an address is missing");
}

int chardev_accept(int listener, bool wait)
{
	struct pollfd fd = {.fd = listener, .events = POLLIN};

	if (poll(&fd, 1, wait ? -1 : 0) <= 0)
		return -1;
	return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

static bool bind_or_connect(const struct opening *opening, const struct socket_words *words,
			    int domain, const struct sockaddr *address, socklen_t bytes)
{
	struct chardev_fds *fds = opening->fds;
	int one = 1, fd = socket(domain, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return fail(opening, strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if ((words->server ? bind(fd, address, bytes) : connect(fd, address, bytes)) < 0 ||
	    (words->server && listen(fd, 1) < 0)) {
		fail(opening, strerror(errno));
		close(fd);
		return false;
	}
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	fds->owned = true;
	if (!words->server) {
		fds->in = fds->out = fd;
		return true;
	}
	fds->listener = fd;
	if (words->wait) {
		fprintf(stderr, "zonemu: waiting for a connection on %s\n", opening->spec);
		fds->in = fds->out = chardev_accept(fd, true);
	}
	return true;
}

/* A socket left behind by an earlier run is in the way; anything else of that name is not ours. */
static void remove_stale_socket(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISSOCK(st.st_mode))
		unlink(path);
}

static bool open_unix_words(const struct opening *opening, const struct socket_words *words)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	size_t length = strlen(words->where);

	if (length >= sizeof(address.sun_path))
		return fail(opening, "the path is too long for a socket");
	memcpy(address.sun_path, words->where, length);
	if (words->server)
		remove_stale_socket(words->where);
	return bind_or_connect(opening, words, AF_UNIX, (const struct sockaddr *)&address,
			       sizeof(address));
}

static bool open_unix(const struct opening *opening, const char *rest)
{
	struct socket_words words;
	bool ok = parse_words(opening, rest, &words) && open_unix_words(opening, &words);

	free(words.where);
	return ok;
}

static bool open_tcp_words(const struct opening *opening, const struct socket_words *words)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
				 .ai_flags = words->server ? AI_PASSIVE : 0};
	struct addrinfo *info;
	char *colon = strrchr(words->where, ':');
	int failed;
	bool ok;

	if (!colon || !colon[1])
		return fail(opening, "a port is missing (tcp:HOST:PORT)");
	*colon = '\0';
	failed = getaddrinfo(*words->where ? words->where : NULL, colon + 1, &hints, &info);
	if (failed)
		return fail(opening, gai_strerror(failed));
	ok = bind_or_connect(opening, words, info->ai_family, info->ai_addr, info->ai_addrlen);
	freeaddrinfo(info);
	return ok;
}

static bool open_tcp(const struct opening *opening, const char *rest)
{
	struct socket_words words;
	bool ok = parse_words(opening, rest, &words) && open_tcp_words(opening, &words);

	free(words.where);
	return ok;
}

bool chardev_open_fds(const char *spec, struct chardev_fds *fds, char *err, size_t err_bytes)
{
	static const struct {
		const char *name; /* with a colon: something follows */
		bool (*open)(const struct opening *opening, const char *rest);
	} kinds[] = {
	    {"null", open_null},  {"none", open_null},	{"stdio", open_stdio}, {"file:", open_file},
	    {"pipe:", open_pipe}, {"unix:", open_unix}, {"tcp:", open_tcp},
	};
	const struct opening opening = {spec, fds, err, err_bytes};

	*fds = (struct chardev_fds){-1, -1, -1, false, false};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t length = strlen(kinds[i].name);

		if (strncmp(spec, kinds[i].name, length) ||
		    (kinds[i].name[length - 1] != ':' && spec[length]))
			continue;
		return kinds[i].open(&opening, spec + length);
	}
	return fail(&opening, "no such character device (stdio, null, file:PATH, pipe:PATH, "
			      "unix:PATH, tcp:HOST:PORT, vc, mon:stdio)");
}
