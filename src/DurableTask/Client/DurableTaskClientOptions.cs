using System.ComponentModel.DataAnnotations;

namespace DtnBox.DurableTask.Client;

/// <summary>Where the host's management API is. Bound from the <c>DurableTaskClient</c> section; checked at start-up.</summary>
public sealed class DurableTaskClientOptions
{
    public const string Section = "DurableTaskClient";

    /// <summary>
    /// Gets or sets the host's address, with or without the path of the API. Default: <c>WEBSITE_HOSTNAME</c>, which
    /// every Functions host sets; by http when that is on this machine, else by https.
    /// </summary>
    [Required(ErrorMessage = $"Set {Section}:{nameof(BaseAddress)}, or run under a Functions host, which sets WEBSITE_HOSTNAME.")]
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// Gets or sets the host's system key <c>durabletask_extension</c>. Needed on Azure, not for a local host. Default:
    /// none. Sent as a header only, so that no log of addresses shows it.
    /// </summary>
    public string? SystemKey { get; set; }

    /// <summary>Gets or sets the task hub, when it is not the one in the host's <c>host.json</c>. Default: that one.</summary>
    public string? TaskHub { get; set; }
}
