using DtnBox.Telemetry;
using DtnBox.TestApp;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddDtnBoxTelemetry("testapp", traces => traces.AddSource("Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask"));
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
// The host refuses what is too large.
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
builder.ConfigureDurableWorker().AddTasks(tasks => tasks
    .AddOrchestrator<FanOut>().AddOrchestrator<Chain>().AddOrchestrator<Parent>().AddOrchestrator<EventWait>()
    .AddOrchestrator<Sleep>().AddOrchestrator<Counter>().AddOrchestrator<Retries>().AddOrchestrator<Fails>()
    .AddOrchestrator<SlowTurn>().AddOrchestrator<RunActivity>()
    .AddActivity<Echo>().AddActivity<Say>().AddActivity<Flaky>().AddActivity<Slow>());
if (Environment.GetEnvironmentVariable("TESTAPP_FAILS") is { } reason)
{
    throw new InvalidOperationException(reason);
}

builder.Build().Run();
