using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.KeyLists;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Live;
using DtnBox.Functions.Transfers.Receipts;
using DtnBox.Functions.Transfers.Tuning;

namespace DtnBox.Functions.Transfers;

internal static class TransferServices
{
    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<LedgerBlobs>();
        services.AddSingleton<TransferLedger>();
        services.AddSingleton<LedgerObjects>();
        services.AddSingleton<LedgerExtras>();
        services.AddSingleton<TransferStore>();
        services.AddSingleton<TransferStarter>();
        services.AddSingleton<TransferTraces>();
        services.AddSingleton<RunStates>();
        services.AddSingleton<ChunkChains>();
        services.AddSingleton<TransferOrders>();
        services.AddSingleton<TransferObjects>();
        services.AddSingleton<TransferViews>();
        services.AddSingleton<NewTransfers>();
        services.AddSingleton<TransferDeadlines>();
        services.AddSingleton<TransferRemains>();
        services.AddSingleton<TuningLog>();
        services.AddSingleton<KeyListBlobs>();
        services.AddSingleton<KeyListStore>();
        services.AddSingleton<KeyListPages>();
        services.AddSingleton<KeyModes>();
        services.AddSingleton<KeyAccess>();
        services.AddSingleton<SignatureBlobs>();
        services.AddSingleton<SettledSignatures>();
        services.AddOptions<KeylessOptions>()
            .BindConfiguration(KeylessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReceiptBlobs>();
        services.AddSingleton<ReceiptManifests>();
        services.AddSingleton<ReceiptRequests>();
        services.AddSingleton<ReceiptSignatures>();
        services.AddSingleton<LiveTransfers>().AddHostedService(provider => provider.GetRequiredService<LiveTransfers>());
        services.AddSingleton<PresentReaders>();
        services.AddSingleton<LiveStreams>();
        return services;
    }
}
