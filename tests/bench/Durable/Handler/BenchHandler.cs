using DtnBox.DurableTask.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableBench.Handler;

/// <summary>The app under the host: the workflows whose speed is measured.</summary>
internal static class BenchHandler
{
    public const string MarksVariable = "DTNBOX_BENCH_MARKS";

    public static IReadOnlyList<string> Orchestrators { get; } =
        [nameof(FanOut), nameof(ThreeSteps), nameof(Reactor), nameof(Busy), nameof(Waiter)];

    public static IReadOnlyList<string> Activities { get; } = [nameof(Trivial), nameof(Counted), nameof(Mark)];

    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseFunctionsCustomHandlerPort();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new MarkSender(Environment.GetEnvironmentVariable(MarksVariable)!));
        builder.Services.AddSingleton<RunCounter>();
        builder.Services.AddDurableTaskWorker(functions => functions
            .AddOrchestrator<FanOut>()
            .AddOrchestrator<ThreeSteps>()
            .AddOrchestrator<Reactor>()
            .AddOrchestrator<Busy>()
            .AddOrchestrator<Waiter>()
            .AddActivity<Trivial>()
            .AddActivity<Counted>()
            .AddActivity<Mark>());
        WebApplication app = builder.Build();
        app.MapFunctionInvocations();
        await app.RunAsync();
    }
}
