using System.Text.Json;

namespace Weiguang.Browser;

/// <summary>An activity of the demo county that begins in a quarter of an hour, made and joined over the API as its people would.</summary>
public static class Doors
{
    /// <summary>The team leader's activity.</summary>
    public static async Task<string> OpenDoorAsync(this IPage leader, string title) => await leader.EvaluateAsync<string>(
        """
        async title => {
          const ask = async (path, body) => {
            const answer = await fetch('/api/v1' + path, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {});
            if (!answer.ok) throw new Error(path + ' answered ' + answer.status + ': ' + await answer.text());
            return answer.status === 204 ? null : answer.json();
          };
          const teams = (await ask('/teams')).items;
          const led = await Promise.all(teams.map(async team => (await fetch(`/api/v1/teams/${team.id}/members`)).ok));
          const team = teams[led.indexOf(true)];
          const at = minutes => new Date(Date.now() + minutes * 60000).toISOString();
          const made = await ask('/activities', {
            teamId: team.id, title, category: '0006', divisionCode: team.division, description: '沿河捡垃圾。', place: '村委会门口', lat: 45.3372, lon: 122.7851, opensAt: at(-60), closesAt: at(14),
            posts: [{ name: '清理员', duties: '', skill: '', shifts: [{ startsAt: at(15), endsAt: at(135), capacity: 20 }] }],
          });
          await ask(`/activities/${made.id}/publish`, {});
          return made.id;
        }
        """, title);

    /// <summary>A seat for whoever looks at this page, in the activity's first shift.</summary>
    public static async Task TakeSeatAsync(this IPage volunteer, string activity, string shift) => await volunteer.EvaluateAsync(
        """
        async ([activity, shift]) => {
          const answer = await fetch(`/api/v1/activities/${activity}/signups`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ shiftId: shift }) });
          if (!answer.ok) throw new Error(await answer.text());
        }
        """, new[] { activity, shift });

    public static async Task<string> FirstShiftAsync(this IPage leader, string activity)
    {
        var text = await leader.EvaluateAsync<string>("async activity => (await fetch(`/api/v1/activities/${activity}/organised`)).text()", activity);
        return System.Text.RegularExpressions.Regex.Match(text, "\"shifts\":\\[\\{\"id\":\"([0-9a-f-]{36})\"").Groups[1].Value is { Length: 36 } shift
            ? shift : throw new InvalidOperationException($"No shift in {JsonSerializer.Serialize(text)}");
    }

    /// <summary>The number on this person's volunteer card.</summary>
    public static async Task<string> CardNumberAsync(this IPage volunteer)
    {
        await volunteer.GotoAsync("/me/card");
        return await volunteer.InnerTextAsync("figure.qr strong");
    }
}
