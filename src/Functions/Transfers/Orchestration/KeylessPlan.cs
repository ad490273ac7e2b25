using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Plans a range of keys when only the destination's agents can list the destination.</summary>
internal static class KeylessPlan
{
    public static async Task<RemoteOutcome<PlanCopyResult>> RunAsync(
        TaskOrchestrationContext context, TransferBrief brief, PlanCopyInput input, int range)
    {
        if (brief.Settings.Kind == TransferKind.Verify || brief.Settings.Sync == SyncMode.All)
        {
            return await CopyLoop.PlanAsync(context, brief, input, range);
        }

        int firstPage = range * DestinationListing.MostPages;
        RemoteOutcome<ListDestinationResult> listing = await context.CallRemoteActivityAsync<ListDestinationResult>(
            brief.TransferId,
            brief.VerifyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.ListDestination, range),
            CommandNames.ListDestination,
            new ListDestinationInput(
                brief.Source.Prefix, brief.Destination, brief.Settings, input.After, firstPage, input.MaxObjects));
        return listing is { Outcome: CommandOutcome.Succeeded, Result: { } listed }
            ? await CopyLoop.PlanAsync(
                context,
                brief,
                input with { Listed = new DestinationListing(firstPage, listed.Pages, listed.UpTo) },
                range)
            : new RemoteOutcome<PlanCopyResult>(listing.Outcome, null, listing.Error);
    }
}
