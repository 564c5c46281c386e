/* What `medsupport qualify` says of a document, for others who have one. */
#ifndef MEDSUPPORT_CLI_QUALIFY_H
#define MEDSUPPORT_CLI_QUALIFY_H

#include "cli/options.h"
#include "facts/qualification.h"

/* Reports whether an order or notice is qualified, as text or as JSON; returns the exit status. */
int ms_qualify_report(const ms_options *options, const ms_order_document *document);

#endif
