using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Draws a history as a tree: beside each step when it began, counted from the start, and how long it took.</summary>
internal sealed class HistoryText
{
    private const string Gap = "  ";
    private const int ResultRoom = 200;

    private readonly bool _outputs;
    private readonly TreeMarks _marks;
    private readonly DateTimeOffset _start;
    private readonly List<(string Began, string Took, string Text)> _rows = [];

    private HistoryText(DateTimeOffset start, bool outputs, TreeMarks marks)
        => (_start, _outputs, _marks) = (start, outputs, marks);

    /// <param name="history">What to draw.</param>
    /// <param name="outputs">Whether to tell the results too.</param>
    /// <param name="marks">What the lines are drawn with.</param>
    public static string From(InstanceHistory history, bool outputs, TreeMarks marks)
    {
        var text = new HistoryText(history.StartedAt ?? DateTimeOffset.UnixEpoch, outputs, marks);
        text.AddInstance(history);
        int began = text._rows.Max(row => row.Began.Length);
        int took = text._rows.Max(row => row.Took.Length);
        return string.Join('\n', text._rows.Select(row =>
            row.Began.PadLeft(began) + Gap + row.Took.PadLeft(took) + Gap + row.Text));
    }

    private void AddInstance(InstanceHistory history)
    {
        HubInstance instance = history.Instance;
        string started = history.StartedAt is { } at ? $"started {at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC" : "nothing recorded yet";
        string earlier = history.Generation > 0
            ? $" (generation {history.Generation + 1}; what came before it continued as new is not kept)"
            : string.Empty;
        Add("START", "TOOK", $"{instance.Name} {instance.Id}".TrimStart() + $": {instance.Status}, {started}{earlier}");
        AddSteps(history.Steps, indent: string.Empty);
    }

    private void AddSteps(IReadOnlyList<HistoryStep> steps, string indent)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            bool last = i == steps.Count - 1;
            AddStep(steps[i], indent + (last ? _marks.Last : _marks.Branch), indent + (last ? _marks.Blank : _marks.Trunk));
        }
    }

    private void AddStep(HistoryStep step, string mark, string indent)
    {
        Add($"+{Seconds(step.BeganAt - _start)}", Took(step), step.Words + ChildWords(step.Child), mark);
        string below = indent + (step.Child?.History is { Steps.Count: > 0 } ? _marks.Trunk : _marks.Blank);
        for (StepFailure? failure = step.Failure; failure is not null; failure = failure.Inner)
        {
            string cause = ReferenceEquals(failure, step.Failure) ? string.Empty : "caused by ";
            string type = failure.Type is null ? string.Empty : $"{failure.Type}: ";
            foreach (string line in $"{cause}{type}{failure.Message}".ReplaceLineEndings("\n").Split('\n'))
            {
                Add(string.Empty, string.Empty, line, below);
            }
        }

        if (_outputs && step.Result is { } result)
        {
            Add(string.Empty, string.Empty, $"= {JsonWords.Line(result, ResultRoom)}", below);
        }

        AddSteps(step.Child?.History?.Steps ?? [], indent);
    }

    private void Add(string began, string took, string words, string mark = "")
        => _rows.Add((began, took, mark + Printable.From(words)));

    private static string ChildWords(ChildCall? child) => child switch
    {
        { Id: { } id, History: { } history } => $" {id}: {history.Instance.Status}",
        { Id: { } id } => $" {id}",
        _ => string.Empty,
    };

    private static string Took(HistoryStep step) => step switch
    {
        { IsOpen: true } => "open",
        { EndedAt: { } ended } when ended > step.BeganAt => Seconds(ended - step.BeganAt),
        _ => string.Empty,
    };

    private static string Seconds(TimeSpan time)
        => time < TimeSpan.FromHours(1) ? $"{Math.Max(0, time.TotalSeconds):0.000} s" : Figures.Duration(time);
}
