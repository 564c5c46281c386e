/* All of medsupport's library. */
#ifndef MEDSUPPORT_MEDSUPPORT_H
#define MEDSUPPORT_MEDSUPPORT_H

#include <medsupport/apportionment.h>
#include <medsupport/case.h>
#include <medsupport/date.h>
#include <medsupport/determination.h>
#include <medsupport/determine.h>
#include <medsupport/duration.h>
#include <medsupport/facts.h>
#include <medsupport/form14.h>
#include <medsupport/money.h>
#include <medsupport/parameters.h>
#include <medsupport/qualification.h>
#include <medsupport/readings.h>
#include <medsupport/rule.h>
#include <medsupport/status.h>
#include <medsupport/truth.h>
#include <medsupport/withholding.h>

#endif
