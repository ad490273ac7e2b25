using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Counts the calls that go out to storage, each try by itself.</summary>
internal sealed class StorageCallCount(string service) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
            Count(message.Response.Status);
        }
        catch (Exception e)
        {
            Count(e);
            throw;
        }
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
            Count(message.Response.Status);
        }
        catch (Exception e)
        {
            Count(e);
            throw;
        }
    }

    // 404, 409 and 412 are answers that the code asks for: is it there, may I be first?
    private void Count(int status) => HostMeter.StorageCalled(
        service, status is 408 or 429 or >= 500 ? status.ToString(CultureInfo.InvariantCulture) : null);

    private void Count(Exception failure) => HostMeter.StorageCalled(service, failure.GetType().FullName);
}
