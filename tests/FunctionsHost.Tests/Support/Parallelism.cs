// Most of a test's time here goes by while processes start, leases run out and timers are due: more tests than cores.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
