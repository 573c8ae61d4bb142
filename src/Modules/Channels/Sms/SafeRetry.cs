using System.Text.Json;

namespace Weiguang.Channels.Sms;

/// <summary>
/// Tries a message a second time only when the first certainly did not go out: the gateway was never reached, or said that it was too busy to look.
/// After a time-out nobody knows, and a second code would only confuse.
/// </summary>
internal static class SafeRetry
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <returns>The last answer; null when there was none, or it was no JSON.</returns>
    public static async Task<T?> SendAsync<T>(HttpClient http, Func<HttpRequestMessage> request, Func<string, bool> wasTurnedAway, CancellationToken ct) where T : class
    {
        for (var last = false; ; last = true)
        {
            var (body, certainlyNotSent) = await TryAsync(http, request, wasTurnedAway, ct);
            if (last || !certainlyNotSent)
            {
                return Read<T>(body);
            }

            await Task.Delay(Pause, ct);
        }
    }

    private static async Task<(string? Body, bool CertainlyNotSent)> TryAsync(
        HttpClient http, Func<HttpRequestMessage> request, Func<string, bool> wasTurnedAway, CancellationToken ct)
    {
        try
        {
            using var message = request();
            using var response = await http.SendAsync(message, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return (body, wasTurnedAway(body));
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

    private static T? Read<T>(string? body) where T : class
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
