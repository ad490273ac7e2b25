using DtnBox.DurableTask.Worker;
using DtnBox.Functions;
using DtnBox.Functions.Storage;
using DtnBox.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
    builder.WebHost.UseFunctionsCustomHandlerPort();

    // Invocations have spans of their own, in the terms of orchestrations.
    builder.AddDtnBoxTelemetry("dtnbox-functions", traces => traces.AddAspNetCoreInstrumentation(
        requests => requests.Filter = context => !InvocationMarks.AreOn(context.Request)));

    // The host writes each of these lines into its own log; a line for each request would drown all else.
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

    // It logs each token that it refuses as an error: anybody could fill the log.
    builder.Logging.AddFilter("Microsoft.IdentityModel", LogLevel.Critical);

    WebApplication app = builder.AddControlPlane().Build();
    app.Services.GetRequiredService<StorageAccount>();
    await app.UseControlPlane().RunAsync();
    return 0;
}
catch (Exception setting) when (setting is FunctionsHostMissingException or StorageMissingException or OptionsValidationException)
{
    // Not 0: the host takes 0 for intended and would not start this program again.
    await Console.Error.WriteLineAsync(setting.Message);
    return 1;
}
