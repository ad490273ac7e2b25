using DtnBox.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.DurableTask.Tests.Worker;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Functions_AllKinds_AreListedByClassOrGivenName()
    {
        ServiceProvider services = new ServiceCollection()
            .AddDurableTaskWorker(worker => worker
                .AddOrchestrator<GreetOrchestrator>()
                .AddActivity<GreetActivity>("Greet")
                .AddTimer<CleanUpTimer>())
            .BuildServiceProvider();

        Assert.Equal(
            [
                ("GreetOrchestrator", "orchestrationTrigger", typeof(GreetOrchestrator)),
                ("Greet", "activityTrigger", typeof(GreetActivity)),
                ("CleanUpTimer", "timerTrigger", typeof(CleanUpTimer)),
            ],
            services.GetRequiredService<FunctionCatalog>().Functions
                .Select(function => (function.Name, function.BindingType, function.ImplementationType)));
    }

    [Fact]
    public void AddDurableTaskWorker_Twice_CollectsAllFunctions()
    {
        ServiceProvider services = new ServiceCollection()
            .AddKeyedSingleton("other", "a keyed service")
            .AddDurableTaskWorker(worker => worker.AddActivity<GreetActivity>())
            .AddDurableTaskWorker(worker => worker.AddActivity<EchoActivity>())
            .BuildServiceProvider();

        Assert.Equal(2, Assert.Single(services.GetServices<FunctionCatalog>()).Functions.Count);
    }

    [Fact]
    public void Add_NameTaken_SaysByWhom()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new ServiceCollection()
            .AddDurableTaskWorker(worker => worker.AddActivity<GreetActivity>("Same").AddActivity<EchoActivity>("same")));

        Assert.StartsWith(
            "Two functions are named 'same': DtnBox.DurableTask.Tests.Worker.GreetActivity"
            + " and DtnBox.DurableTask.Tests.Worker.EchoActivity.",
            refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("1st")]
    [InlineData("a/b")]
    public void Add_NameThatIsNoFolderAndPath_IsRefused(string name)
        => Assert.Throws<ArgumentException>(() => new ServiceCollection()
            .AddDurableTaskWorker(worker => worker.AddActivity<EchoActivity>(name)));
}
