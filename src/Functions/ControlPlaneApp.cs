using DtnBox.Contracts;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Bandwidth;
using DtnBox.Functions.Browse;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Orchestrations;
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
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DtnBox.Functions;

/// <summary>What the control plane is made of, and what a request goes through: the same for the program and its tests.</summary>
/// <remarks>A test registers what it replaces, such as the clock, after <see cref="AddControlPlane"/>: the last one counts.</remarks>
internal static class ControlPlaneApp
{
    public static TBuilder AddControlPlane<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
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

        services.AddSingleton<BoundOrchestrations>();
        services.AddSingleton<IOrchestrations>(provider => provider.GetRequiredService<BoundOrchestrations>());

        services.ConfigureHttpJsonOptions(options => ContractJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        // The host says who asks, and by what address. A prefix nobody has to say: paths are the API's own.
        services.PostConfigure<ForwardedHeadersOptions>(
            options => options.ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedPrefix);
        services.AddProblemDetails();
        services.AddExceptionHandler<RequestFaults>();
        services.AddOpenApi("openapi", options => options.AddDocumentTransformer<ApiDescription>());
        return builder;
    }

    public static void UseControlPlane(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<AuditDenials>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();

        // After it, so that a limit counts for a person and not for everybody at their address.
        app.UseRateLimiter();
        app.UseEndpoints(Map);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"{ApiRoutes.Root}/{{documentName}}.json").AllowAnonymous();
        routes.MapHealth();
        routes.MapNodes();
        routes.MapStores();
        routes.MapProbes();
        routes.MapBundle();
        routes.MapAgents();
        routes.MapEnrollments();
        routes.MapPeople();
        routes.MapNodeAgents();
        routes.MapDrain();
        routes.MapAgentKeys();
        routes.MapFacts();
        routes.MapCommands();
        routes.MapLedger();
        routes.MapTransfers();
        routes.MapKeyLists();
        routes.MapTuning();
        routes.MapBandwidth();
        routes.MapReceipts();
        routes.MapSchedules();
        routes.MapGrants();
        routes.MapAudit();
        routes.MapQuestions();
        routes.MapBrowse();
        routes.MapFallback(() => TypedResults.NotFound()).AllowAnonymous();
    }
}
