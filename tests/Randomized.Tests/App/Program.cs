// The handler of the randomized test: it interprets generated workflows on the real worker.
using DtnBox.DurableTask.Worker;
using DtnBox.Randomized.App;
using DtnBox.Randomized.App.Effects;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseFunctionsCustomHandlerPort();
builder.Logging.ClearProviders();
builder.Services.AddSingleton(new Journal(
    Environment.GetEnvironmentVariable("RANDOMIZED_JOURNAL")
        ?? throw new InvalidOperationException("RANDOMIZED_JOURNAL is not set: tests/Randomized.Tests starts this program.")));
builder.Services.AddDurableTaskWorker(worker => worker.AddOrchestrator<Workflow>().AddActivity<Effect>());
WebApplication web = builder.Build();
web.MapFunctionInvocations();
await web.RunAsync();
