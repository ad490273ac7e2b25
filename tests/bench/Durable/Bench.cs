using DtnBox.DurableBench.Figures;
using DtnBox.DurableBench.Reporting;
using DtnBox.Measuring;

namespace DtnBox.DurableBench;

/// <summary>Measures one figure after the other, and prints each as soon as it is known.</summary>
internal sealed class Bench(BenchArguments arguments)
{
    private readonly Scale _scale = arguments.IsQuick ? Scale.Quick : Scale.Full;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var report = new Report(Console.Out);
        Machine.Describe(Console.Out);
        await Console.Out.WriteLineAsync(
            "Storage, host, handler and bench share this machine; the host runs with its default settings.");
        if (arguments.IsQuick)
        {
            await Console.Out.WriteLineAsync("Quick: the amounts are tiny, and the figures mean nothing.");
        }

        await using var marks = new Marks();
        report.Begin();
        await MeasureOnOneHostAsync(report, marks, cancellationToken);
        if (Includes("recovery"))
        {
            await new RecoveryFigure(_scale, marks, arguments.AzuriteProcessId).MeasureAsync(report, cancellationToken);
        }

        if (Includes("operations"))
        {
            await new OperationsFigure(_scale, marks).MeasureAsync(report, cancellationToken);
        }

        if (arguments.JsonFile is { } file)
        {
            await report.SaveAsync(file, cancellationToken);
        }
    }

    private async Task MeasureOnOneHostAsync(Report report, Marks marks, CancellationToken cancellationToken)
    {
        if (!Includes("fan-out") && !Includes("steps") && !Includes("raise"))
        {
            return;
        }

        using var app = new BenchApp(marks);
        await using BenchHost host = await BenchHost.StartAsync(app, _scale, arguments.AzuriteProcessId, cancellationToken);
        if (Includes("fan-out"))
        {
            await new FanOutFigure(_scale, host, marks).MeasureAsync(report, cancellationToken);
        }

        if (Includes("steps"))
        {
            await new StepsFigure(_scale, host, marks).MeasureAsync(report, cancellationToken);
        }

        if (Includes("raise"))
        {
            await new RaiseFigure(_scale, host, marks).MeasureAsync(report, cancellationToken);
        }
    }

    private bool Includes(string figure) => arguments.Only is null || arguments.Only == figure;
}
