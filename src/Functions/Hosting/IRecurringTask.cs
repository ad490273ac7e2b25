namespace DtnBox.Functions.Hosting;

/// <summary>Work that a timer begins. A run that dies is made up for by the next one, and several at once do no harm.</summary>
internal interface IRecurringTask
{
    Task RunAsync(CancellationToken cancellationToken);
}
