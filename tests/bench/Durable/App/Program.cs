using DtnBox.BenchApp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(new MarkSender(Environment.GetEnvironmentVariable("DTNBOX_BENCH_MARKS")!));
builder.ConfigureDurableWorker().AddTasks(tasks => tasks
    .AddOrchestrator<FanOut>().AddOrchestrator<Chain>().AddOrchestrator<Waiter>()
    .AddActivity<Trivial>().AddActivity<Mark>().AddActivity<Held>());
builder.Build().Run();
