using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DtnBox.DurableTask.Worker;

/// <summary>Collects the functions of the app. A function is named like its class, if no name is given.</summary>
public sealed class DurableTaskWorkerBuilder
{
    internal DurableTaskWorkerBuilder(IServiceCollection services, FunctionCatalog catalog)
    {
        Services = services;
        Catalog = catalog;
    }

    public IServiceCollection Services { get; }

    internal FunctionCatalog Catalog { get; }

    public DurableTaskWorkerBuilder AddOrchestrator<T>(string? name = null) where T : class, ITaskOrchestrator
        => Add<T>(name, FunctionTrigger.Orchestration);

    public DurableTaskWorkerBuilder AddActivity<T>(string? name = null) where T : class, ITaskActivity
        => Add<T>(name, FunctionTrigger.Activity);

    public DurableTaskWorkerBuilder AddTimer<T>(string? name = null) where T : class, ITimerFunction
        => Add<T>(name, FunctionTrigger.Timer);

    public DurableTaskWorkerBuilder Configure(Action<DurableTaskWorkerOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    private DurableTaskWorkerBuilder Add<T>(string? name, FunctionTrigger trigger) where T : class
    {
        Catalog.Add(new RegisteredFunction(name ?? typeof(T).Name, trigger, typeof(T)));
        Services.TryAddScoped<T>();
        return this;
    }
}
