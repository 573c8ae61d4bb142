namespace Weiguang.People.Sms;

/// <summary>
/// Tries a message a second time only when the first certainly did not go out: the gateway was never reached, or said that it was too busy to look.
/// After a time-out nobody knows, and a second code would only confuse.
/// </summary>
internal static class SafeRetry
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <returns>The last answer; null when there was none.</returns>
    public static async Task<HttpResponseMessage?> SendAsync(HttpClient http, Func<HttpRequestMessage> request, Func<string, bool> wasTurnedAway, CancellationToken ct)
    {
        for (var last = false; ; last = true)
        {
            var (response, certainlyNotSent) = await TryAsync(http, request, wasTurnedAway, ct);
            if (last || !certainlyNotSent)
            {
                return response;
            }

            response?.Dispose();
            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<(HttpResponseMessage? Response, bool CertainlyNotSent)> TryAsync(
        HttpClient http, Func<HttpRequestMessage> request, Func<string, bool> wasTurnedAway, CancellationToken ct)
    {
        try
        {
            using var message = request();
            var response = await http.SendAsync(message, ct);
            return (response, wasTurnedAway(await response.Content.ReadAsStringAsync(ct)));
        }
        catch (HttpRequestException e)
        {
            return (null, e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, false);
        }
    }
}
