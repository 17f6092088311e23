#ifndef TESTS_PARSE_TABLES_H
#define TESTS_PARSE_TABLES_H

/* Each answers 0 when all is well. */
int tables_stops(void);
int tables_in_range(void);
int tables_vectors(void);
int tables_reached(void); /* every row, and no other, from some entry */
#endif
