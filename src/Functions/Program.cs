using Azure.Core.Serialization;
using DtnBox.Contracts;
using DtnBox.Functions;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Storage;
using DtnBox.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Options;

try
{
    FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication().UseMiddleware<ActivityScope>();
    builder.ConfigureDurableWorker().AddTasks(TransferTasks.Register);
    builder.Services.AddSingleton<ApiPipeline>();
    builder.Services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(ContractJson.Options));

    // Limits are each endpoint's own business; the host has one for all.
    builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = null);

    // Lines on the console and, where that is wanted, OTLP. The worker's own channel to the host would show each line twice.
    builder.Logging.ClearProviders();
    builder.AddDtnBoxTelemetry("dtnbox-functions", traces => traces.AddFunctionSources());

    // The host writes each of these lines into its own log; a line for each request would drown all else.
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    builder.Logging.AddFilter("Microsoft.DurableTask", LogLevel.Warning);

    // It logs each token that it refuses as an error: anybody could fill the log.
    builder.Logging.AddFilter("Microsoft.IdentityModel", LogLevel.Critical);

    IHost app = builder.AddControlPlane().Build();
    app.Services.GetRequiredService<StorageAccount>();
    await app.RunAsync();
    return 0;
}
catch (Exception setting) when (setting is StorageMissingException or OptionsValidationException)
{
    // Not 0: the host takes 0 for intended and would not start this program again.
    await Console.Error.WriteLineAsync(setting.Message);
    return 1;
}
