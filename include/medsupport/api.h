/* The mark on every function that the library exports. */
#ifndef MEDSUPPORT_API_H
#define MEDSUPPORT_API_H

#if defined(__GNUC__)
#define MS_API __attribute__((visibility("default")))
#else
#define MS_API
#endif

#endif
