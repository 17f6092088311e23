/* Contracts of each kind that proofs/kinds.awk knows: a function's name begins with the kind that it must be. */
#include <stdint.h>

/*@ predicate is_even(integer n) = n % 2 == 0;
  @ predicate pair_sound{L}(uint32_t *p) = \valid(p) && *p <= 2; */

/*@ assigns \nothing; ensures \result == a / 2; */
static uint32_t full_by_value(uint32_t a) {
  return a / 2u;
}
/*@ assigns \nothing; ensures \result == 0 || \result == 1; ensures \result == 1 <==> is_even(a); */
static uint32_t full_one_of_two(uint32_t a) {
  return a % 2u == 0u ? 1u : 0u;
}
/*@ assigns \nothing; ensures \result == 0 ==> is_even(a); ensures is_even(a) ==> \result == 0; */
static uint32_t full_both_ways(uint32_t a) {
  return a % 2u;
}
/*@ requires \valid(p); assigns *p; ensures *p == a; */
static void full_and_written(uint32_t *p, uint32_t a) {
  *p = a;
}
/*@ requires \valid(p); assigns *p; ensures \result == a / 2; */
static uint32_t relation_what_is_written(uint32_t *p, uint32_t a) {
  *p = a;
  return a / 2u;
}
/*@ assigns \nothing; ensures \result == 0 ==> is_even(a); */
static uint32_t relation_one_way(uint32_t a) {
  return a % 2u;
}
/*@ assigns \nothing; ensures \result == 0 || \result == 1 || \result == 2; ensures \result == 1 ==> is_even(a); */
static uint32_t relation_one_of_three(uint32_t a) {
  return a % 2u == 0u ? 1u : 0u;
}
/*@ assigns \nothing; ensures \result <= 1; */
static uint32_t safety_bounds(uint32_t a) {
  return a % 2u;
}
/*@ assigns \nothing; ensures \result == 0 || \result == 1; */
static uint32_t safety_one_of_two(uint32_t a) {
  return a % 2u;
}
/*@ requires pair_sound(p); assigns *p; ensures pair_sound(p); */
static void safety_sound(uint32_t *p) {
  *p = 1u;
}
/*@ requires \valid(p); assigns *p; */
static void safety_nothing_said(uint32_t *p) {
  *p = 1u;
}

uint32_t all_of_them(uint32_t *p, uint32_t a);
uint32_t all_of_them(uint32_t *p, uint32_t a) {
  full_and_written(p, a);
  safety_sound(p);
  safety_nothing_said(p);
  return full_by_value(a) + full_one_of_two(a) + full_both_ways(a) + relation_what_is_written(p, a) +
         relation_one_way(a) + relation_one_of_three(a) + safety_bounds(a) + safety_one_of_two(a);
}
