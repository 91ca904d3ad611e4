# One boot.

# From here on the agent can report.
function Read-Plan([string] $Medium) {
    $plan = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($Medium + 'agent\plan.json', $Utf8))
    $Said.plan = $plan.id
    $Said.station = $plan.station
    $Said.steps = @($plan.steps).Count
    $script:HeartbeatSeconds = $plan.heartbeatSeconds
    return $plan
}

function Start-Boot([string] $Medium) {
    $plan = Read-Plan $Medium
    $secrets = $null
    $secretFile = $Medium + 'agent\secrets.json'
    if ([IO.File]::Exists($secretFile)) {
        $secrets = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($secretFile, $Utf8))
        Set-Mask @(foreach ($property in $secrets.PSObject.Properties) { $property.Value })
    }
    $state = Read-State
    if ($null -eq $state -or $state.plan -ne $plan.id) { $state = New-State $plan.id }
    $script:State = $state
    if ($state.phase -eq 'over') {
        Write-Log ('the plan ' + $plan.id + ' is over: nothing to do')
        return
    }
    $state.boot = $state.boot + 1
    $Said.boot = $state.boot
    $Said.results = @(Get-SaidResult $state.results)
    Save-State $state
    Write-Log ('plan ' + $plan.id + ', ' + $plan.station + ', boot ' + $state.boot)
    Send-Report @{ message = 'the agent is at work' }
    Test-Account
    Set-Policy
    # Windows may reboot for an update by itself; a search tells what is left.
    if ($null -ne $state.begun -and @($plan.steps)[$state.begun].kind -ne 'updates') {
        $Said.step = $state.begun
        $Said.title = @($plan.steps)[$state.begun].title
        throw ('the machine went down while the step ran: neither it nor a script before it may reboot by itself; a script asks for ' +
            'it, with exit code 3010, or with 1003 to be run again')
    }
    if (-not (Invoke-Plan $plan $state $Medium $secrets)) { return }
    if ($plan.end -eq 'generalize') {
        Invoke-Generalize $plan $state $medium
        return
    }
    $state.phase = 'over'
    Save-State $state
    Send-LastReport @{ state = 'done'; message = '' }
    Stop-Machine '/s'
}

function Start-Agent {
    $medium = Wait-Medium
    if ($null -eq $medium) {
        Write-Log 'no medium with a plan: nothing to do'
        return
    }
    try {
        $newest = $medium + 'agent\agent.ps1'
        if ([IO.File]::ReadAllText($newest) -cne [IO.File]::ReadAllText($InstalledAgent)) {
            Install-Agent $newest
            & $InstalledAgent
            return
        }
        Start-Boot $medium
    } catch {
        Write-Log ($_.Exception.Message + "`r`n" + $_.ScriptStackTrace)
        Stop-Run $State $_.Exception.Message
    }
}

$State = $null
if ($Bootstrap) {
    try {
        Install-Agent $PSCommandPath
        Register-Agent
    } catch {
        $message = 'the agent could not be installed: ' + $_.Exception.Message
        [void] (Read-Plan (Find-Medium))
        Stop-Run $null $message
    }
} elseif ($UpdateRound) {
    Invoke-UpdateRound
} else {
    Start-Agent
}
