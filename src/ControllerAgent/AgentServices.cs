using System.Runtime.Versioning;
using DtnBox.ControllerAgent.Channel;
using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.ControllerAgent.Questions;
using DtnBox.ControllerAgent.Receipts;
using DtnBox.Transfer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// The state directory is kept private by file modes, which Windows does not have.
[assembly: UnsupportedOSPlatform("windows")]

namespace DtnBox.ControllerAgent;

/// <summary>What an agent is made of.</summary>
internal static class AgentServices
{
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        services.AddOptions<AgentOptions>().BindConfiguration(AgentOptions.Section).ValidateOnStart();

        services.AddTransfer();
        services.AddSingleton<StateDirectory>().AddSingleton<AgentIdentity>().AddSingleton<Revocation>();
        services.AddSingleton<ControlPlaneConnection>().AddSingleton<Patience>();
        services.AddSingleton<Enroller>().AddSingleton<AccessTokens>().AddSingleton<ControlPlaneClient>().AddSingleton<KeyRotation>();
        services.AddSingleton<HostFacts>().AddSingleton<FactsLoop>();
        services.AddSingleton<CommandCalls>().AddSingleton<LedgerCalls>();
        services.AddQuestions();
        services.AddSingleton<CommandRunner>().AddSingleton<CommandsInHand>();
        services.AddSingleton<AgentExit>().AddSingleton<LeaseLoop>().AddSingleton<ProgressLoop>().AddSingleton<TuningReports>().AddHostedService<AgentService>();
        return services;
    }

    public static IServiceCollection AddCommandHandlers(this IServiceCollection services)
    {
        services.AddSingleton<ICommandHandler, ValidateKeysHandler>();
        services.AddSingleton<ICommandHandler, ProbePathHandler>();
        services.AddSingleton<ICommandHandler, PlanCopyHandler>();
        services.AddSingleton<ICommandHandler, CopyChunkHandler>();
        services.AddSingleton<ICommandHandler, VerifyChunkHandler>();
        services.AddSingleton<ICommandHandler, SignChunkHandler>();
        services.AddSingleton<ICommandHandler, ListDestinationHandler>();
        services.AddSingleton<ICommandHandler, DeleteExtrasHandler>();
        services.AddSingleton<ReceiptCalls>().AddSingleton<ICommandHandler, SignReceiptHandler>();
        services.AddSingleton<ICommandHandler, SweepUploadsHandler>();
        services.AddSingleton<ICommandHandler, ProbeStoreHandler>();
        return services;
    }
}
