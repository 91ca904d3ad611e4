# What Hyper-V's logs say since a moment, oldest first.
param($Request)

$events = @()
foreach ($log in @('Microsoft-Windows-Hyper-V-Worker-Admin', 'Microsoft-Windows-Hyper-V-VMMS-Admin')) {
    try {
        $events += @(Get-WinEvent -FilterHashtable @{ LogName = $log; StartTime = [datetime] $Request.since } -MaxEvents 500)
    }
    catch {
        # Its way to say that there are none.
        if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw }
    }
}
$found = @($events | Sort-Object -Property TimeCreated | ForEach-Object {
        @{
            id      = $_.Id
            time    = $_.TimeCreated.ToUniversalTime().ToString('o')
            message = [string] $_.Message
            values  = @($_.Properties | ForEach-Object { [string] $_.Value })
        }
    })
@{ events = $found }
