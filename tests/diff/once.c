/* SPDX-License-Identifier: GPL-2.0-only */
/* once: cases that differed before something was put right: they are run first, always. */
#include "tests/diff/once.h"

const char *const once_cases[] = {
    /* ARPL wants its operand writable only when it changes it */
    "code=7f8:635909 r=0,0,0,0,0,0,0,0 f=0 s=2b,23,2b,2b,2b,2b",
    "code=802:65635e9a r=0,0,0,0,0,e6,0,0 f=0 s=2b,37,2b,2b,2b,2b",
    /* ENTER: links are read before the new top is looked at */
    "code=80b:c8feff9a r=0,0,0,0,30000e3c,0,0,0 f=0 s=2b,23,2b,2b,2b,2b",
    /* ENTER on a 16-bit stack: EBP's upper half is ESP's */
    "code=82f:c8210021 r=0,0,0,0,0,0,0,0 f=0 s=2b,23,67,2b,2b,2b",
    /* ENTER and the alignment check */
    "code=82d:c80200d5 r=0,0,0,0,30000ac4,300004ac,0,0 f=40000 s=2b,23,2b,2b,2b,2b",
    "code=7f9:c8a80d50 r=0,0,0,0,30000d0c,7b,0,0 f=40000 s=2b,23,2b,2b,2b,2b",
    /* 0F 18 with a register does nothing */
    "code=825:640f18fd r=0,0,0,0,0,0,0,0 f=0 s=2b,23,2b,2b,2b,2b",
    /* POP SS moves ESP by the size of the stack that it pops from */
    "code=1ff7:17 r=0,0,0,0,fffc,0,0,0 f=0 s=2b,23,2b,2b,2b,2b m=fffc:1700f512",
    /* CMPXCHG8B's operand is aligned to 8 */
    "code=7f1:0fc78a00040000 r=0,0,1,0,0,0,0,0 f=40000 s=2b,23,2b,2b,2b,2b",
    "code=80a:660fc70c7e r=0,0,0,0,0,0,1,0 f=40000 s=2b,23,2b,2b,2b,2b",
    /* INT 8 that is not permitted is #GP, no triple fault */
    "code=804:cd08 r=0,0,0,0,f6,838,22f,100 f=0 s=2b,23,2b,2b,2b,2b",
    /* far calls push with the alignment checked */
    "code=810:9a020e00103f00 r=0,0,0,0,2000000f,0,0,0 f=40000 s=2b,23,2b,2b,2b,2b",
    /* a single step is one iteration of REP, of the quick ones too */
    ("code=fdb:66f8657f04720b75006602d8660f0066fc9df3aa6682dad90844241487c2660f46c0"
     " r=0,f,0,0,30000a5c,0,20001834,20000000 f=0 s=2b,23,2b,2b,2b,2b"),
    /* an x87 store that an unmasked exception forbids checks the alignment all the same */
    "code=82e:dd537f r=0,0,0,0,0,1,0,1 f=40000 s=2b,37,2b,2b,2b,2b x=1da1ad:50000",
    "code=824:67df5b3a r=0,0,0,0,0,1,0,0 f=40000 s=2b,23,2b,2b,2b,2b x=22a94b:10001",
};

const size_t once_count = sizeof(once_cases) / sizeof(once_cases[0]);
