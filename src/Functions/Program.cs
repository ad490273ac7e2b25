using DtnBox.Contracts;
using DtnBox.DurableTask.Client;
using DtnBox.DurableTask.Worker;
using DtnBox.Functions;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Bandwidth;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Secrets;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.KeyLists;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Receipts;
using DtnBox.Functions.Transfers.Tuning;
using DtnBox.Functions.Users;
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

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddStorage();
    builder.Services.AddSecrets();
    builder.Services.AddIdentity(builder.Configuration);
    builder.Services.AddUsers();
    builder.Services.AddNodes();
    builder.Services.AddCommands();
    builder.Services.AddTransfers();
    builder.Services.AddRetention();
    builder.Services.AddSchedules();
    builder.Services.AddGrants();
    builder.Services.AddAudit();

    builder.Services.AddDurableTaskWorker(FunctionList.Register);
    builder.Services.AddDurableTaskClient();

    builder.Services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
    builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    builder.Services.AddProblemDetails();
    builder.Services.AddExceptionHandler<RequestFaults>();
    builder.Services.AddOpenApi("openapi", options => options.AddDocumentTransformer<ApiDescription>());

    WebApplication app = builder.Build();
    app.Services.GetRequiredService<StorageAccount>();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseMiddleware<AuditDenials>();
    app.UseAuthentication();
    app.UseAuthorization();

    // After it, so that a limit counts for a person and not for everybody at their address.
    app.UseRateLimiter();

    app.MapFunctionInvocations();
    app.MapOpenApi($"{ApiRoutes.Root}/{{documentName}}.json").AllowAnonymous();
    app.MapHealth();
    app.MapNodes();
    app.MapStores();
    app.MapProbes();
    app.MapBundle();
    app.MapAgents();
    app.MapPeople();
    app.MapNodeAgents();
    app.MapDrain();
    app.MapCommands();
    app.MapLedger();
    app.MapTransfers();
    app.MapKeyLists();
    app.MapTuning();
    app.MapBandwidth();
    app.MapReceipts();
    app.MapSchedules();
    app.MapGrants();
    app.MapAudit();
    app.MapFallback(() => TypedResults.NotFound()).AllowAnonymous();

    await app.RunAsync();
    return 0;
}
catch (Exception setting) when (setting is FunctionsHostMissingException or StorageMissingException or OptionsValidationException)
{
    // Not 0: the host takes 0 for intended and would not start this program again.
    await Console.Error.WriteLineAsync(setting.Message);
    return 1;
}
