// SwiftPM builds a C target only where there is something to compile; all else is in the header.
#include "cfiles.h"
