using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Plans a range of keys when only the destination's agents can list the destination.</summary>
internal static class KeylessPlan
{
    public static async Task<RemoteOutcome<PlanCopyResult>> RunAsync(
        TaskOrchestrationContext context, TransferBrief brief, PlanCopyInput input, int range, StateReached? reached)
    {
        if (brief.Settings.Kind == TransferKind.Verify || brief.Settings.Sync == SyncMode.All)
        {
            return await CopyLoop.PlanAsync(context, brief, input, range, reached);
        }

        int firstPage = range * DestinationListing.MostPages;
        RemoteOutcome<ListDestinationResult> listing = await context.CallRemoteActivityAsync<ListDestinationResult>(
            brief.TransferId,
            brief.VerifyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.ListDestination, range),
            CommandNames.ListDestination,
            new ListDestinationInput(
                brief.Source.Prefix, brief.Destination, brief.Settings, input.After, firstPage, input.MaxObjects),
            reached);
        return listing is { Outcome: CommandOutcome.Succeeded, Result: { } listed }
            ? await CopyLoop.PlanAsync(
                context,
                brief,
                input with { Listed = new DestinationListing(firstPage, listed.Pages, listed.UpTo) },
                range,
                reached: null)
            : new RemoteOutcome<PlanCopyResult>(listing.Outcome, null, listing.Error);
    }
}
