namespace DtnBox.DurableTask.Worker;

/// <summary>A function that the host starts by the schedule in its <c>function.json</c>. A throw is a failed run.</summary>
public interface ITimerFunction
{
    Task RunAsync(TimerInfo timer, CancellationToken cancellationToken);
}
