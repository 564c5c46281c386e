/*
 * libpq, loaded when a PostgreSQL address is first opened: it brings some twenty libraries with it, and a program that
 * only determines a case should not wait for them at its start. The functions below stand under libpq's own names.
 */
#include "store/postgres_library.h"

#include <dlfcn.h>
#include <libpq-fe.h>
#include <stddef.h>
#include <string.h>

typedef struct functions {
    int (*PQcancel)(PGcancel *cancel, char *errbuf, int errbufsize);
    void (*PQclear)(PGresult *res);
    char *(*PQcmdStatus)(PGresult *res);
    PGconn *(*PQconnectdbParams)(const char *const *keywords, const char *const *values, int expand_dbname);
    void (*PQconninfoFree)(PQconninfoOption *connOptions);
    PQconninfoOption *(*PQconninfoParse)(const char *conninfo, char **errmsg);
    char *(*PQerrorMessage)(const PGconn *conn);
    PGresult *(*PQexec)(PGconn *conn, const char *query);
    PGresult *(*PQexecParams)(PGconn *conn, const char *command, int nParams, const Oid *paramTypes,
                              const char *const *paramValues, const int *paramLengths, const int *paramFormats,
                              int resultFormat);
    void (*PQfinish)(PGconn *conn);
    void (*PQfreeCancel)(PGcancel *cancel);
    PGcancel *(*PQgetCancel)(PGconn *conn);
    PGresult *(*PQgetResult)(PGconn *conn);
    int (*PQgetisnull)(const PGresult *res, int tup_num, int field_num);
    int (*PQgetlength)(const PGresult *res, int tup_num, int field_num);
    char *(*PQgetvalue)(const PGresult *res, int tup_num, int field_num);
    const char *(*PQparameterStatus)(const PGconn *conn, const char *paramName);
    int (*PQputCopyData)(PGconn *conn, const char *buffer, int nbytes);
    int (*PQputCopyEnd)(PGconn *conn, const char *errormsg);
    void (*PQreset)(PGconn *conn);
    char *(*PQresultErrorField)(const PGresult *res, int fieldcode);
    ExecStatusType (*PQresultStatus)(const PGresult *res);
    int (*PQsendQueryParams)(PGconn *conn, const char *command, int nParams, const Oid *paramTypes,
                             const char *const *paramValues, const int *paramLengths, const int *paramFormats,
                             int resultFormat);
    PQnoticeReceiver (*PQsetNoticeReceiver)(PGconn *conn, PQnoticeReceiver proc, void *arg);
    int (*PQsetSingleRowMode)(PGconn *conn);
    ConnStatusType (*PQstatus)(const PGconn *conn);
    PGTransactionStatusType (*PQtransactionStatus)(const PGconn *conn);
} functions;

static functions library;

static const struct {
    const char *name;
    size_t at; /* in the functions */
} places[] = {
    {"PQcancel", offsetof(functions, PQcancel)},
    {"PQclear", offsetof(functions, PQclear)},
    {"PQcmdStatus", offsetof(functions, PQcmdStatus)},
    {"PQconnectdbParams", offsetof(functions, PQconnectdbParams)},
    {"PQconninfoFree", offsetof(functions, PQconninfoFree)},
    {"PQconninfoParse", offsetof(functions, PQconninfoParse)},
    {"PQerrorMessage", offsetof(functions, PQerrorMessage)},
    {"PQexec", offsetof(functions, PQexec)},
    {"PQexecParams", offsetof(functions, PQexecParams)},
    {"PQfinish", offsetof(functions, PQfinish)},
    {"PQfreeCancel", offsetof(functions, PQfreeCancel)},
    {"PQgetCancel", offsetof(functions, PQgetCancel)},
    {"PQgetResult", offsetof(functions, PQgetResult)},
    {"PQgetisnull", offsetof(functions, PQgetisnull)},
    {"PQgetlength", offsetof(functions, PQgetlength)},
    {"PQgetvalue", offsetof(functions, PQgetvalue)},
    {"PQparameterStatus", offsetof(functions, PQparameterStatus)},
    {"PQputCopyData", offsetof(functions, PQputCopyData)},
    {"PQputCopyEnd", offsetof(functions, PQputCopyEnd)},
    {"PQreset", offsetof(functions, PQreset)},
    {"PQresultErrorField", offsetof(functions, PQresultErrorField)},
    {"PQresultStatus", offsetof(functions, PQresultStatus)},
    {"PQsendQueryParams", offsetof(functions, PQsendQueryParams)},
    {"PQsetNoticeReceiver", offsetof(functions, PQsetNoticeReceiver)},
    {"PQsetSingleRowMode", offsetof(functions, PQsetSingleRowMode)},
    {"PQstatus", offsetof(functions, PQstatus)},
    {"PQtransactionStatus", offsetof(functions, PQtransactionStatus)},
};

bool ms_postgres_library_load(void)
{
    static bool loaded;
    if (loaded) {
        return true;
    }
    void *file = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (file == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        void *found = dlsym(file, places[i].name);
        if (found == NULL) {
            dlclose(file);
            return false;
        }
        memcpy((char *)&library + places[i].at, &found, sizeof found);
    }
    loaded = true;
    return true;
}

int PQcancel(PGcancel *cancel, char *errbuf, int errbufsize)
{
    return library.PQcancel(cancel, errbuf, errbufsize);
}

void PQclear(PGresult *res)
{
    library.PQclear(res);
}

char *PQcmdStatus(PGresult *res)
{
    return library.PQcmdStatus(res);
}

PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand_dbname)
{
    return library.PQconnectdbParams(keywords, values, expand_dbname);
}

void PQconninfoFree(PQconninfoOption *connOptions)
{
    library.PQconninfoFree(connOptions);
}

PQconninfoOption *PQconninfoParse(const char *conninfo, char **errmsg)
{
    return library.PQconninfoParse(conninfo, errmsg);
}

char *PQerrorMessage(const PGconn *conn)
{
    return library.PQerrorMessage(conn);
}

PGresult *PQexec(PGconn *conn, const char *query)
{
    return library.PQexec(conn, query);
}

PGresult *PQexecParams(PGconn *conn, const char *command, int nParams, const Oid *paramTypes,
                       const char *const *paramValues, const int *paramLengths, const int *paramFormats,
                       int resultFormat)
{
    return library.PQexecParams(conn, command, nParams, paramTypes, paramValues, paramLengths, paramFormats,
                                resultFormat);
}

void PQfinish(PGconn *conn)
{
    library.PQfinish(conn);
}

void PQfreeCancel(PGcancel *cancel)
{
    library.PQfreeCancel(cancel);
}

PGcancel *PQgetCancel(PGconn *conn)
{
    return library.PQgetCancel(conn);
}

PGresult *PQgetResult(PGconn *conn)
{
    return library.PQgetResult(conn);
}

int PQgetisnull(const PGresult *res, int tup_num, int field_num)
{
    return library.PQgetisnull(res, tup_num, field_num);
}

int PQgetlength(const PGresult *res, int tup_num, int field_num)
{
    return library.PQgetlength(res, tup_num, field_num);
}

char *PQgetvalue(const PGresult *res, int tup_num, int field_num)
{
    return library.PQgetvalue(res, tup_num, field_num);
}

const char *PQparameterStatus(const PGconn *conn, const char *paramName)
{
    return library.PQparameterStatus(conn, paramName);
}

int PQputCopyData(PGconn *conn, const char *buffer, int nbytes)
{
    return library.PQputCopyData(conn, buffer, nbytes);
}

int PQputCopyEnd(PGconn *conn, const char *errormsg)
{
    return library.PQputCopyEnd(conn, errormsg);
}

void PQreset(PGconn *conn)
{
    library.PQreset(conn);
}

char *PQresultErrorField(const PGresult *res, int fieldcode)
{
    return library.PQresultErrorField(res, fieldcode);
}

ExecStatusType PQresultStatus(const PGresult *res)
{
    return library.PQresultStatus(res);
}

int PQsendQueryParams(PGconn *conn, const char *command, int nParams, const Oid *paramTypes,
                      const char *const *paramValues, const int *paramLengths, const int *paramFormats,
                      int resultFormat)
{
    return library.PQsendQueryParams(conn, command, nParams, paramTypes, paramValues, paramLengths, paramFormats,
                                     resultFormat);
}

PQnoticeReceiver PQsetNoticeReceiver(PGconn *conn, PQnoticeReceiver proc, void *arg)
{
    return library.PQsetNoticeReceiver(conn, proc, arg);
}

int PQsetSingleRowMode(PGconn *conn)
{
    return library.PQsetSingleRowMode(conn);
}

ConnStatusType PQstatus(const PGconn *conn)
{
    return library.PQstatus(conn);
}

PGTransactionStatusType PQtransactionStatus(const PGconn *conn)
{
    return library.PQtransactionStatus(conn);
}
