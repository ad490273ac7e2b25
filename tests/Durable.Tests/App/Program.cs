using DtnBox.DurableApp;
using DtnBox.DurableTask.Worker;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
    .AddFilter(typeof(AppFunctions).Namespace, LogLevel.Information);
builder.WebHost.UseFunctionsCustomHandlerPort();
builder.Services.AddSingleton(new AppFiles(Environment.GetEnvironmentVariable("DURABLEAPP_FOLDER")!));
builder.Services.AddSingleton<AppBuild>();
builder.Services.AddSingleton<TurnCount>();
builder.Services.AddDurableTaskWorker(AppFunctions.Add);
WebApplication web = builder.Build();
web.MapFunctionInvocations();
await web.RunAsync();
