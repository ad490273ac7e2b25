using DtnBox.FunctionsHost.Tests.Support;

// Most of a test's time here goes by while processes start and storage is polled: more tests than cores.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]

// One host for every test that harms nobody.
[assembly: AssemblyFixture(typeof(SharedHost))]
