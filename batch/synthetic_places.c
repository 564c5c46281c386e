#include "batch/synthetic_places.h"

enum {
    EAST,
    WEST,
    SOUTHWEST,
    CENTRAL,
    SOUTHEAST,
    NORTH,
    KANSAS,
    ILLINOIS,
    ARKANSAS,
    OKLAHOMA,
    IOWA,
    TENNESSEE,
    TEXAS,
};

const ms_synthetic_place ms_synthetic_places[] = {
    {"MO", "St. Louis", 63121, 26, 993, EAST},
    {"MO", "St. Louis city", 63101, 20, 280, EAST},
    {"MO", "St. Charles", 63361, 30, 424, EAST},
    {"MO", "Jefferson", 63010, 43, 232, EAST},
    {"MO", "Franklin", 63055, 36, 107, EAST},
    {"MO", "Lincoln", 63343, 18, 66, EAST},
    {"MO", "Warren", 63378, 6, 38, EAST},
    {"MO", "Jackson", 64101, 40, 727, WEST},
    {"MO", "Clay", 64155, 15, 263, WEST},
    {"MO", "Platte", 64150, 5, 113, WEST},
    {"MO", "Cass", 64078, 12, 114, WEST},
    {"MO", "Buchanan", 64501, 8, 84, WEST},
    {"MO", "Johnson", 64019, 12, 56, WEST},
    {"MO", "Lafayette", 64067, 10, 34, WEST},
    {"MO", "Greene", 65801, 10, 308, SOUTHWEST},
    {"MO", "Jasper", 64801, 8, 126, SOUTHWEST},
    {"MO", "Christian", 65714, 16, 96, SOUTHWEST},
    {"MO", "Newton", 64840, 26, 62, SOUTHWEST},
    {"MO", "Taney", 65615, 26, 57, SOUTHWEST},
    {"MO", "Webster", 65742, 16, 42, SOUTHWEST},
    {"MO", "Howell", 65775, 18, 41, SOUTHWEST},
    {"MO", "Lawrence", 65705, 8, 39, SOUTHWEST},
    {"MO", "Barry", 65708, 20, 36, SOUTHWEST},
    {"MO", "Polk", 65613, 8, 33, SOUTHWEST},
    {"MO", "Stone", 65656, 12, 33, SOUTHWEST},
    {"MO", "Boone", 65201, 17, 192, CENTRAL},
    {"MO", "Cole", 65101, 11, 78, CENTRAL},
    {"MO", "Pulaski", 65556, 28, 54, CENTRAL},
    {"MO", "Phelps", 65401, 9, 46, CENTRAL},
    {"MO", "Callaway", 65251, 12, 45, CENTRAL},
    {"MO", "Camden", 65020, 12, 44, CENTRAL},
    {"MO", "Pettis", 65301, 36, 44, CENTRAL},
    {"MO", "Laclede", 65536, 14, 37, CENTRAL},
    {"MO", "Miller", 65026, 22, 26, CENTRAL},
    {"MO", "Cape Girardeau", 63701, 12, 84, SOUTHEAST},
    {"MO", "St. Francois", 63601, 30, 68, SOUTHEAST},
    {"MO", "Butler", 63901, 10, 42, SOUTHEAST},
    {"MO", "Scott", 63801, 8, 38, SOUTHEAST},
    {"MO", "Stoddard", 63841, 12, 28, SOUTHEAST},
    {"MO", "Dunklin", 63852, 14, 27, SOUTHEAST},
    {"MO", "Marion", 63401, 20, 28, NORTH},
    {"MO", "Adair", 63501, 20, 26, NORTH},
    {"MO", "Audrain", 65265, 6, 24, NORTH},
    {"MO", "Randolph", 65239, 30, 24, NORTH},
    {"KS", "Johnson", 66202, 24, 90, KANSAS},
    {"KS", "Wyandotte", 66101, 12, 40, KANSAS},
    {"IL", "St. Clair", 62201, 30, 40, ILLINOIS},
    {"IL", "Madison", 62002, 60, 40, ILLINOIS},
    {"AR", "Benton", 72712, 20, 20, ARKANSAS},
    {"OK", "Tulsa", 74103, 30, 15, OKLAHOMA},
    {"IA", "Polk", 50309, 18, 15, IOWA},
    {"TN", "Shelby", 38103, 40, 15, TENNESSEE},
    {"TX", "Dallas", 75201, 50, 10, TEXAS},
};

enum { PLACES = sizeof ms_synthetic_places / sizeof ms_synthetic_places[0], BEYOND_MISSOURI = 9 };

const unsigned ms_synthetic_place_count = PLACES;
const unsigned ms_synthetic_missouri_count = PLACES - BEYOND_MISSOURI;

unsigned ms_synthetic_place_draw(ms_random *random)
{
    uint32_t total = 0;
    for (unsigned i = 0; i < PLACES; i++) {
        total += ms_synthetic_places[i].weight;
    }
    uint32_t drawn = ms_random_below(random, total);
    unsigned place = 0;
    while (drawn >= ms_synthetic_places[place].weight) {
        drawn -= ms_synthetic_places[place].weight;
        place++;
    }
    return place;
}

unsigned ms_synthetic_place_beyond(ms_random *random)
{
    return PLACES - BEYOND_MISSOURI + ms_random_below(random, BEYOND_MISSOURI);
}

/* The first place of a region and how many there are. */
static unsigned region_of(unsigned place, unsigned *count)
{
    unsigned first = place;
    while (first > 0 && ms_synthetic_places[first - 1].region == ms_synthetic_places[place].region) {
        first--;
    }
    unsigned end = place + 1;
    while (end < PLACES && ms_synthetic_places[end].region == ms_synthetic_places[place].region) {
        end++;
    }
    *count = end - first;
    return first;
}

unsigned ms_synthetic_place_near(ms_random *random, unsigned place)
{
    unsigned count;
    unsigned first = region_of(place, &count);
    return first + ms_random_below(random, count);
}

unsigned ms_synthetic_place_next(unsigned place)
{
    unsigned count;
    unsigned first = region_of(place, &count);
    return place + 1 < first + count ? place + 1 : first;
}
