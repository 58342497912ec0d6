// Passkeys: shows the form that a browser without script cannot use, and hands it to allauth's own functions.
(() => {
  'use strict'
  const form = document.querySelector('form[data-webauthn]')
  if (!form || !window.PublicKeyCredential) return

  const kind = form.dataset.webauthn
  const failed = form.querySelector('[data-webauthn-failed]')
  const button = form.querySelector('#webauthn_button')
  const passwordless = form.querySelector('[name=passwordless]')
  const ids = {
    [kind]: button.id,
    credential: form.querySelector('[name=credential]').id,
    data: 'webauthn_data'
  }
  if (passwordless) ids.passwordless = passwordless.id

  document.addEventListener('allauth.error', event => {
    event.preventDefault()
    failed.hidden = false
  })
  button.addEventListener('click', () => { failed.hidden = true })

  window.allauth.webauthn.forms[`${kind}Form`]({ ids })
  form.hidden = false
  document.querySelectorAll('[data-webauthn-absent]').forEach(words => { words.hidden = true })
})()
