using DtnBox.Contracts;
using DtnBox.DurableTask.Client;
using DtnBox.DurableTask.Worker;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Bandwidth;
using DtnBox.Functions.Browse;
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
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DtnBox.Functions;

/// <summary>What the control plane is made of, and what a request goes through: the same for the program and its tests.</summary>
/// <remarks>A test registers what it replaces, such as the clock, after <see cref="AddControlPlane"/>: the last one counts.</remarks>
internal static class ControlPlaneApp
{
    public static WebApplicationBuilder AddControlPlane(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage();
        services.AddSecrets();
        services.AddIdentity(builder.Configuration);
        services.AddUsers();
        services.AddNodes();
        services.AddCommands();
        services.AddTransfers();
        services.AddRetention();
        services.AddSchedules();
        services.AddGrants();
        services.AddAudit();
        services.AddBrowse();

        services.AddDurableTaskWorker(FunctionList.Register);
        services.AddDurableTaskClient();

        services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddProblemDetails();
        services.AddExceptionHandler<RequestFaults>();
        services.AddOpenApi("openapi", options => options.AddDocumentTransformer<ApiDescription>());
        return builder;
    }

    public static WebApplication UseControlPlane(this WebApplication app)
    {
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
        app.MapEnrollments();
        app.MapPeople();
        app.MapNodeAgents();
        app.MapDrain();
        app.MapAgentKeys();
        app.MapFacts();
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
        app.MapQuestions();
        app.MapBrowse();
        app.MapFallback(() => TypedResults.NotFound()).AllowAnonymous();
        return app;
    }
}
