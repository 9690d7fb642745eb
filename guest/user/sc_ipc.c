/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_ipc: System V's shared memory, semaphores, message queues. */
#include <signal.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>

#include "say.h"

static void memory(void)
{
	struct shmid_ds ds;
	char *a, *b;
	int id, status;

	PART("shm");
	SAY(shmget(IPC_PRIVATE, 0, 0600 | IPC_CREAT));
	SAY(shmget(0x1234, 100, 0600));
	SAY_OK(id = shmget(0x1234, 5000, 0640 | IPC_CREAT | IPC_EXCL));
	SAY(shmget(0x1234, 5000, 0600 | IPC_CREAT | IPC_EXCL));
	SAY(shmget(0x1234, 6000, 0600));
	SAY(shmget(0x1234, 100, 0600) == id);
	SAY_OK(a = shmat(id, NULL, 0));
	strcpy(a + 4000, "shared");
	SAY_OK(b = shmat(id, NULL, SHM_RDONLY));
	printf("%s\n", b + 4000);
	SAY(mprotect(b, 4096, PROT_READ | PROT_WRITE));
	SAY((long)shmat(id, (void *)0x50000001, 0));
	SAY((long)shmat(id, a, 0));
	SAY((long)shmat(id + 1, NULL, 0));
	SAY((long)shmat(id, (void *)0x50000fff, SHM_RND));
	if (!fork()) {
		strcpy(a, "child");
		_exit(0);
	}
	wait(&status);
	printf("%s\n", a);
	SAY(shmctl(id, IPC_STAT, &ds));
	printf("size %d nattch %d mode %o uid %d own %d %d dtime %d\n", (int)ds.shm_segsz,
	       (int)ds.shm_nattch, ds.shm_perm.mode, ds.shm_perm.uid, ds.shm_cpid == getpid(),
	       ds.shm_lpid == getpid(), ds.shm_dtime != 0);
	ds.shm_perm.mode = 0600;
	SAY(shmctl(id, IPC_SET, &ds));
	SAY(shmdt(b));
	SAY(shmdt(b));
	SAY(shmdt(a + 4096));
	SAY(shmctl(id, IPC_RMID, NULL));
	SAY(shmctl(id, IPC_STAT, &ds));
	printf("nattch %d mode %o\n", (int)ds.shm_nattch, ds.shm_perm.mode);
	SAY(shmget(0x1234, 100, 0600));
	SAY(shmdt((void *)0x50000000));
	SAY(shmdt(a));
	SAY(shmctl(id, IPC_STAT, &ds));
	SAY(shmctl(id, IPC_RMID, NULL));
	SAY(shmctl(id, 99, NULL));
}

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static void semaphores(void)
{
	struct sembuf op[2] = {{0, -1, 0}, {1, 1, 0}};
	unsigned short values[3] = {5, 0, 7};
	struct semid_ds ds;
	int id, status;
	pid_t pid;

	PART("sem");
	SAY(semget(0x55, 0, 0600 | IPC_CREAT));
	SAY_OK(id = semget(0x55, 3, 0600 | IPC_CREAT));
	SAY(semget(0x55, 4, 0));
	SAY(semctl(id, 0, SETALL, (union semun){.array = values}));
	SAY(semop(id, op, 2));
	SAY(semctl(id, 0, GETVAL));
	SAY(semctl(id, 1, GETVAL));
	SAY(semctl(id, 1, GETPID) == getpid());
	SAY(semctl(id, 3, GETVAL));
	SAY(semctl(id, 0, SETVAL, (union semun){.val = 40000}));
	op[0] = (struct sembuf){1, -2, IPC_NOWAIT};
	op[1] = (struct sembuf){0, 1, 0};
	SAY(semop(id, op, 2));
	op[0] = (struct sembuf){0, 1, 0};
	op[1] = (struct sembuf){1, -2, IPC_NOWAIT};
	SAY(semop(id, op, 2));
	SAY(semctl(id, 0, GETVAL));
	op[0] = (struct sembuf){9, 1, 0};
	SAY(semop(id, op, 1));
	SAY(semop(id, op, 0));
	op[0] = (struct sembuf){0, 32767, 0};
	SAY(semop(id, op, 1));
	op[0] = (struct sembuf){2, 0, IPC_NOWAIT};
	SAY(semop(id, op, 1));
	op[0] = (struct sembuf){2, 0, 0};
	SAY(semtimedop(id, op, 1, &(struct timespec){0, 20000000}));
	pid = fork();
	if (!pid) {
		op[0] = (struct sembuf){1, -3, 0};
		_exit(semop(id, op, 1) ? errno : 0);
	}
	usleep(30000);
	SAY(semctl(id, 1, GETNCNT));
	SAY(semctl(id, 1, GETZCNT));
	op[0] = (struct sembuf){1, 2, 0};
	SAY(semop(id, op, 1));
	waitpid(pid, &status, 0);
	SAY(WEXITSTATUS(status));
	SAY(semctl(id, 1, GETVAL));
	if (!fork()) {
		op[0] = (struct sembuf){0, -3, SEM_UNDO};
		_exit(semop(id, op, 1) ? errno : semctl(id, 0, GETVAL));
	}
	wait(&status);
	SAY(WEXITSTATUS(status));
	SAY(semctl(id, 0, GETVAL));
	SAY(semctl(id, 0, GETALL, (union semun){.array = values}));
	printf("%d %d %d\n", values[0], values[1], values[2]);
	SAY(semctl(id, 0, IPC_STAT, (union semun){.buf = &ds}));
	printf("nsems %d mode %o\n", (int)ds.sem_nsems, ds.sem_perm.mode);
	pid = fork();
	if (!pid) {
		op[0] = (struct sembuf){1, -3, 0};
		_exit(semop(id, op, 1) ? errno : 0);
	}
	usleep(30000);
	SAY(semctl(id, 0, IPC_RMID));
	waitpid(pid, &status, 0);
	SAY(WEXITSTATUS(status) == EIDRM);
	SAY(semctl(id, 0, GETVAL));
}

struct message {
	long type;
	char text[100];
};

static void messages(void)
{
	struct message m = {0, "none"};
	struct msqid_ds ds;
	int id, status, i;
	pid_t pid;

	PART("msg");
	SAY(msgget(0x77, 0));
	SAY_OK(id = msgget(0x77, 0600 | IPC_CREAT));
	SAY(msgsnd(id, &m, 5, 0));
	for (i = 1; i < 4; i++) {
		m.type = 4 - i;
		snprintf(m.text, sizeof(m.text), "text %d", i);
		SAY(msgsnd(id, &m, 7, 0));
	}
	SAY(msgsnd(id, &m, 9000, 0));
	SAY(msgctl(id, IPC_STAT, &ds));
	printf("qnum %d bytes %d qbytes %d\n", (int)ds.msg_qnum, (int)ds.__msg_cbytes,
	       (int)ds.msg_qbytes);
	SAY(msgrcv(id, &m, 3, 2, 0));
	SAY(msgrcv(id, &m, 3, 2, MSG_NOERROR));
	SAY(msgrcv(id, &m, 100, -2, 0));
	printf("%ld %s\n", m.type, m.text);
	SAY(msgrcv(id, &m, 100, 1, IPC_NOWAIT));
	SAY(msgrcv(id, &m, 100, 1, MSG_EXCEPT));
	printf("%ld %s\n", m.type, m.text);
	SAY(msgrcv(id, &m, 100, 0, IPC_NOWAIT));
	pid = fork();
	if (!pid)
		_exit(msgrcv(id, &m, 100, 9, 0));
	usleep(20000);
	m.type = 8;
	msgsnd(id, &m, 1, 0);
	m.type = 9;
	msgsnd(id, &m, 42, 0);
	waitpid(pid, &status, 0);
	SAY(WEXITSTATUS(status));
	m.type = 1;
	for (i = 0; !msgsnd(id, &m, 100, IPC_NOWAIT); i++)
		;
	SAY(errno == EAGAIN ? i : -1);
	pid = fork();
	if (!pid)
		_exit(msgsnd(id, &m, 100, 0) ? errno : 0);
	usleep(20000);
	SAY(msgctl(id, IPC_RMID, NULL));
	waitpid(pid, &status, 0);
	SAY(WEXITSTATUS(status) == EIDRM);
	SAY(msgsnd(id, &m, 1, 0));
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	memory();
	semaphores();
	messages();
	return 0;
}
