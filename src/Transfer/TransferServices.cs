using DtnBox.Transfer.Browsing;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Deleting;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Sweeping;
using DtnBox.Transfer.Validation;
using DtnBox.Transfer.Verifying;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer;

/// <summary>Registers the data plane.</summary>
public static class TransferServices
{
    /// <summary>
    /// Adds <see cref="StorePool"/>, <see cref="KeyValidator"/>, <see cref="CopyPlanner"/>, <see cref="ChunkCopier"/>,
    /// <see cref="ChunkVerifier"/> and <see cref="UploadSweeper"/>, all singletons, with <see cref="TransferOptions"/> bound and validated.
    /// </summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<TransferOptions>, TransferOptionsValidator>();
        services.AddOptions<TransferOptions>().BindConfiguration(TransferOptions.Section).ValidateOnStart();
        services.AddSingleton<TransferLimits>();
        services.AddSingleton<StorePool>();
        services.AddSingleton<KeyValidator>();
        services.AddSingleton<StoreProbe>();
        services.AddSingleton<CopyPlanner>();
        services.AddSingleton<KeyListPlanner>();
        services.AddSingleton<ChunkCopier>();
        services.AddSingleton<ChunkVerifier>();
        services.AddSingleton<ChunkSigner>();
        services.AddSingleton<DestinationLister>();
        services.AddSingleton<ExtrasDeleter>();
        services.AddSingleton<UploadSweeper>();
        services.AddSingleton<StoreBrowser>();
        return services;
    }
}
