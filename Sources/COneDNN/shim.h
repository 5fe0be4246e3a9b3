#pragma once
#include <dnnl.h>

// oneDNN on Debian is built on OpenMP, whose thread count belongs to each calling thread.
void omp_set_num_threads(int count);
