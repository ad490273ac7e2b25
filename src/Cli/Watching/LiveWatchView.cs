using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;
using Spectre.Console;

namespace DtnBox.Cli.Watching;

/// <summary>For a person at a terminal: a bar for each phase, redrawn in place.</summary>
internal sealed class LiveWatchView(IAnsiConsole console) : IWatchView
{
    public async Task<TransferView> ShowAsync(IAsyncEnumerable<Sighting> sightings)
    {
        TransferView? last = null;
        await console.Progress()
            .AutoClear(false)
            .Columns(
                new SpinnerColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var bars = new PhaseBars(context);
                await foreach (Sighting sighting in sightings)
                {
                    last = sighting.Transfer ?? last;
                    bars.Show(sighting);
                }
            });
        return last!;
    }

    private sealed class PhaseBars(ProgressContext context)
    {
        private readonly ProgressTask _validate = context.AddTask("Validate");
        private readonly ProgressTask _list = context.AddTask("List");
        private readonly ProgressTask _copy = context.AddTask("Copy");
        private readonly ProgressTask _verify = context.AddTask("Verify");

        public void Show(Sighting sighting)
        {
            if (sighting.Transfer is not { } transfer)
            {
                Describe(_validate, $"Reconnecting: {sighting.Trouble}");
                return;
            }

            TransferTotals totals = transfer.Totals;
            bool validated = transfer.State is not (TransferState.Queued or TransferState.Validating or TransferState.Probing);
            bool listed = totals.ListingComplete;
            Fill(_validate, validated ? 1 : 0, known: validated);
            Fill(_list, listed ? 1 : 0, known: listed || !validated);
            Fill(_copy, Share(totals.BytesCopied, totals.ObjectsCopied, totals), known: true);
            Fill(_verify, Share(totals.BytesVerified, totals.ObjectsVerified, totals), known: true);

            string note = sighting.Trouble is null ? transfer.WaitingFor ?? $"{transfer.State}" : "reconnecting";
            Describe(_validate, $"Validate  {note}");
            Describe(_list, $"List      {Figures.Objects(totals.ObjectsPlanned)}, {Figures.Bytes(totals.BytesPlanned)}"
                + (listed ? string.Empty : ", still counting"));
            Describe(_copy, $"Copy      {Done(totals.ObjectsCopied, totals.BytesCopied)}, {sighting.Pace.Words(totals)}");
            Describe(_verify, $"Verify    {Done(totals.ObjectsVerified, totals.BytesVerified)}"
                + (totals.ObjectsFailed == 0 ? string.Empty : $", {Figures.Objects(totals.ObjectsFailed)} failed"));
        }

        private static string Done(long objects, long bytes) => $"{Figures.Objects(objects)}, {Figures.Bytes(bytes)}";

        /// <summary>Objects count too, or a million empty files would look like no work at all.</summary>
        private static double Share(long bytes, long objects, TransferTotals totals)
        {
            double planned = totals.BytesPlanned + totals.ObjectsPlanned;
            return planned == 0 ? (totals.ListingComplete ? 1 : 0) : Math.Min(1, (bytes + objects) / planned);
        }

        private static void Fill(ProgressTask bar, double share, bool known)
        {
            bar.IsIndeterminate = !known;
            bar.Value = share * bar.MaxValue;
        }

        private static void Describe(ProgressTask bar, string words) => bar.Description = Markup.Escape(Printable.From(words));
    }
}
